package discord

import (
	"strings"

	"unknot/bot"
)

// name is a message as we know it again: its number, whether it is one of those
// that only an answer to a press on it can change, and whether it is made of
// components alone, which it then stays.
type name struct {
	id       string
	fleeting bool
	laidOut  bool
}

const (
	fleetingMark  = "e" // before the number of such a message
	laidOutMark   = "p" // the same
	referenceMark = "," // between two messages of a reference: a long text is several
)

func (n name) String() string {
	marks := ""
	if n.fleeting {
		marks += fleetingMark
	}
	if n.laidOut {
		marks += laidOutMark
	}
	return marks + n.id
}

func reference(names []name) bot.Reference {
	var all []string
	for _, n := range names {
		if n.id != "" {
			all = append(all, n.String())
		}
	}
	return bot.Reference(strings.Join(all, referenceMark))
}

// readNames returns the messages that a reference stands for, in order. What is
// none of ours is left out.
func readNames(r bot.Reference) []name {
	var all []name
	for one := range strings.SplitSeq(string(r), referenceMark) {
		id, fleeting := strings.CutPrefix(one, fleetingMark)
		id, laidOut := strings.CutPrefix(id, laidOutMark)
		if isNumber(id) {
			all = append(all, name{id, fleeting, laidOut})
		}
	}
	return all
}
