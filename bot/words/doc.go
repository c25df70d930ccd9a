// Package words holds every sentence the bot says: one catalogue file a
// language, with plural rules by go-i18n.
//
// It must not know what the sentences are for: package bot picks a key and
// hands in the values. Only bot calls it. A language that lacks one of the
// sentences of a message gives the whole message to the catalogue's own
// language, so that nobody reads two languages in one message.
package words
