package io.github.zmqspring.boot.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.TestContextBootstrapper;

/**
 * {@link TestContextBootstrapper} for {@link ZmqListenerTest}.
 */
class ZmqListenerTestContextBootstrapper extends TestSliceTestContextBootstrapper<ZmqListenerTest> {

}
