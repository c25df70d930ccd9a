// Package border is what every adapter does at the border between a platform and
// the bot: it hands events over, tells errors without what people wrote and without
// an address, and makes a text of the bot one run of characters.
//
// It knows no platform and no library of one. Adapters use it, and nobody else.
package border
