package io.github.zmqspring.boot.test.orders;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A small application that talks to seven kinds of peers.
 */
@SpringBootApplication
class OrderApplication {

}
