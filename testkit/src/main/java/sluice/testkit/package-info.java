/** Gives tests what they cannot make up: a real mongod, its certificates, a bad network and seeded random cases. */
@NullMarked
package sluice.testkit;

import org.jspecify.annotations.NullMarked;
