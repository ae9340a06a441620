package io.github.zmqspring.docs.testing;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application of {@code testing.md}.
 */
@SpringBootApplication
class ShopApplication {

}
