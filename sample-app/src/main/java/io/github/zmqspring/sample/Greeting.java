package io.github.zmqspring.sample;

/**
 * What the greeting service is asked and what it answers, as JSON on the wire.
 *
 * @param name whom to greet
 * @param text the greeting, empty in a request
 */
record Greeting(String name, String text) {

}
