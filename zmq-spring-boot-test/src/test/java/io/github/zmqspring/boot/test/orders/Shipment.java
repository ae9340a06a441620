package io.github.zmqspring.boot.test.orders;

record Shipment(String order, String sku, int quantity) {

}
