package io.github.zmqspring.boot.test.orders;

record Order(String id, String sku, int quantity) {

}
