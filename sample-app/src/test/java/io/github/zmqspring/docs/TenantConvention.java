package io.github.zmqspring.docs;

import io.github.zmqspring.observation.DefaultZmqProcessObservationConvention;
import io.github.zmqspring.observation.ZmqProcessContext;
import io.micrometer.common.KeyValues;

import org.springframework.stereotype.Component;

/**
 * A snippet of {@code observability.md}.
 */
@Component
class TenantConvention extends DefaultZmqProcessObservationConvention {

	@Override
	public KeyValues getLowCardinalityKeyValues(ZmqProcessContext context) {
		return super.getLowCardinalityKeyValues(context).and("tenant", "acme");
	}

}
