/// Open States' API on one machine, with its limits, and the ways in which it fails. Read
/// [LocalOpenStates] first; [InventedStates] fills it. A source that limits, fails once and moves
/// rows:
///
///     var invented = InventedStates.small(1);
///     var states = invented.serve(Manners.usual().withKey("demo", 60, 1000));
///     states.misbehaveAt(2, Asked.list(Kind.BILL), Misdeed.internalError());
///     states.before(Asked.page(Kind.BILL, 3), () -> invented.edit(states, "nc", "2025", 1));
package org.civichopper.localcloud.openstates;
