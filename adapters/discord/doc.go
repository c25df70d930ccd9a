// Package discord connects the bot to Discord.
//
// What happens comes over the gateway, a websocket, or where Discord is given an
// address for interactions, through a door (door.go); what is answered goes out
// over REST. The vendor library stays behind line.go and call.go: it waits
// without contexts, keeps memory for every token it ever answered, and can hang
// with its lock held, so each of these is taken from it there. Tokens are in
// the addresses of requests, so no error of a transport leaves this package:
// each is put into words of our own.
//
// A press or a command (an interaction) must be answered within three seconds,
// over a token that lives for a quarter of an hour. The bot gets it as a
// bot.Way; answer.go knows what is still open on it. What is said on a server
// is seen by the person alone; all else goes into their direct messages.
//
// A person is the document "discord:" and their number, a server "discord:server:"
// and its number. Only a server writes into a channel that many read, and only
// what it says by itself: its invitations.
//
// Discord keeps nothing for who was away: an event that was not handled when
// the process ends is lost, and the person presses again.
package discord
