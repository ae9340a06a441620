package io.github.zmqspring.docs.testing;

import org.springframework.stereotype.Service;

@Service
class Prices {

	String of(String sku) {
		return "1.00";
	}

}
