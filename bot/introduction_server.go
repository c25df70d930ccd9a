package bot

import (
	"slices"

	"unknot/bot/words"
)

// ServerCommand is a command for where several people are. It has parts, of
// which each may ask for something.
type ServerCommand struct {
	Name, Text string
	Manages    bool // only for those who manage the server
	Parts      []ServerPart
}

// ServerPart is what such a command can do: its second word.
type ServerPart struct {
	Name, Text string
	Fields     []Field
}

// Field is something that a part asks for.
type Field struct {
	Name, Text string
	Kind       FieldKind
	Needed     bool
	Completed  bool // Completer knows how it may go on, as "server routine" for a routine
	Most       int  // of a number, which begins at 0
}

// FieldKind is what a field takes.
type FieldKind int

// The kinds of fields.
const (
	FieldText FieldKind = iota + 1
	FieldNumber
	FieldChannel // a channel that everybody may read
	FieldGroup   // some of those who are there, whom a message may call
)

// serverCommands lists them without their texts.
func serverCommands() []ServerCommand {
	return []ServerCommand{
		{Name: "server", Manages: true, Parts: []ServerPart{
			{Name: "setup", Fields: []Field{
				{Name: "channel", Kind: FieldChannel, Needed: true},
				{Name: "schedule", Kind: FieldText, Needed: true},
				{Name: "routine", Kind: FieldText, Needed: true, Completed: true},
				{Name: "zone", Kind: FieldText, Completed: true},
				{Name: "role", Kind: FieldGroup},
			}},
			{Name: "goal", Fields: []Field{{Name: "sessions", Kind: FieldNumber, Needed: true, Most: mostGoal}}},
			{Name: "off"},
		}},
		{Name: "circle", Parts: []ServerPart{{Name: "join"}, {Name: "leave"}, {Name: "show"}}},
	}
}

const placeKey = "place."

// serverKeys are what the catalogue says of them.
func serverKeys() []string {
	var keys []string
	for _, c := range serverCommands() {
		keys = append(keys, placeKey+c.Name)
		for _, p := range c.Parts {
			keys = append(keys, placeKey+p.Name)
			for _, f := range p.Fields {
				keys = append(keys, placeKey+f.Name)
			}
		}
	}
	return keys
}

// introducedServer returns the commands of a server in one language.
func (s *sentence) introducedServer() []ServerCommand {
	plain := func(name string) string { return ParseText(s.key(placeKey+name, words.Values{})).Plain() }
	all := serverCommands()
	for i := range all {
		c := &all[i]
		c.Text = plain(c.Name)
		for j := range c.Parts {
			p := &c.Parts[j]
			p.Text = plain(p.Name)
			for k := range p.Fields {
				p.Fields[k].Text = plain(p.Fields[k].Name)
			}
		}
	}
	return all
}

// publicRoutines offers the routines that may be named where everybody reads
// it.
func (c Completer) publicRoutines(typed string) []Completion {
	return slices.DeleteFunc(c.routines(typed), func(one Completion) bool {
		r, known := c.Library.Find(one.Words)
		return !known || !inPublic(r)
	})
}
