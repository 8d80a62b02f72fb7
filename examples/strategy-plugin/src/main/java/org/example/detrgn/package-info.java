/** A strategy outside the build: one class, named in {@code META-INF/services}. */
package org.example.detrgn;
