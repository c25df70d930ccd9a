// Package telegram connects the bot to Telegram.
//
// It asks for updates (long polling) or has them delivered (a webhook), and
// tells Telegram that an update is received only when the bot has saved it, so
// that a crash loses nothing.
// The vendor library stays behind call.go: no context, no time limit and no
// care for the token is what it offers there, so all three are added. The
// token is in the address of every request, so no error of a transport leaves
// this package: each is put into words of our own.
package telegram
