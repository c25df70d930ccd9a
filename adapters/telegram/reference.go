package telegram

import (
	"strings"

	"unknot/bot"
)

// between two numbers of a reference.
const referenceMark = ","

// messages returns the numbers of the messages that a reference stands for: a
// long text is several.
func messages(r bot.Reference) []string {
	if r == "" {
		return nil
	}
	return strings.Split(string(r), referenceMark)
}

func reference(messages []string) bot.Reference {
	return bot.Reference(strings.Join(messages, referenceMark))
}
