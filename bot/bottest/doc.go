// Package bottest helps to test the bot and what is plugged into it:
//
//   - TestStore is the suite that every bot.Store must pass.
//   - FlakyStore is a store that fails when told to, before or after the
//     write took effect; CountingStore counts the calls.
//   - TestBudget is the suite that every bot.Budget must pass.
//   - TestAdapter is the suite that every bot.Adapter must pass.
//   - Clock is a store's clock that a test moves.
//   - RecordingSender is a bot.Sender that keeps what it was given.
//
// Only tests import it. It must not know any real store or platform.
package bottest
