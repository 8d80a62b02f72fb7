/**
 * Drives a headless Chromium over the DevTools protocol, to test the page as readers use it.
 *
 * <p>Not Selenium: it needs a chromedriver of the same version beside the browser, and so would
 * skip where only Chromium is installed. The protocol needs nothing but the JDK's WebSocket.
 */
@NullMarked
package org.neuronbench.reports.browser;

import org.jspecify.annotations.NullMarked;
