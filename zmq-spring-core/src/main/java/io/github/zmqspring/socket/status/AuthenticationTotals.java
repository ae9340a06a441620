package io.github.zmqspring.socket.status;

/**
 * What the authenticator of a socket has decided since the application started, over all
 * stops and starts. Each decision is about one connection.
 *
 * @param accepted peers that were let in
 * @param denied peers that were kept out (ZAP status 400)
 * @param failed peers that were refused because nobody decided about them in time, or
 * because the authenticator failed (ZAP status 300 and 500)
 */
public record AuthenticationTotals(long accepted, long denied, long failed) {

}
