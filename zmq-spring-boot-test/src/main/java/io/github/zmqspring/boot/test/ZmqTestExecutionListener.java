package io.github.zmqspring.boot.test;

import java.util.function.Consumer;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Begins each test method with empty recordings and ends it with closed peers; sets
 * {@link LocalZmqPort} fields.
 */
class ZmqTestExecutionListener extends AbstractTestExecutionListener {

	/** After the dependencies of the test are there. */
	private static final int ORDER = 2500;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void prepareTestInstance(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			LocalPorts.inject(testContext.getApplicationContext(), testContext.getTestInstance());
		}
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		with(testContext, ZmqRecorder.class, ZmqRecorder::clear);
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		with(testContext, ZmqTestPeers.class, ZmqTestPeers::closeAll);
	}

	private static <T> void with(TestContext testContext, Class<T> type, Consumer<T> action) {
		if (testContext.hasApplicationContext()) {
			testContext.getApplicationContext().getBeanProvider(type).ifAvailable(action);
		}
	}

}
