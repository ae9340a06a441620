package io.github.zmqspring.boot.autoconfigure;

import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From where peers may enter.
 *
 * @param allow Comma-separated list of IP addresses and ranges in CIDR notation from
 * which peers may enter, everywhere unless set.
 * @param deny Comma-separated list of IP addresses and ranges in CIDR notation from which
 * no peer may enter, even if allowed.
 */
public record AddressProperties(@DefaultValue List<String> allow, @DefaultValue List<String> deny) {

}
