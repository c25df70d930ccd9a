package bot

import (
	"strings"

	"unknot/routines"
)

// What a link into the chat may ask for: a letter, an underscore, and what is
// meant, such as "r_S-01". Anybody can make one, so it does nothing that a
// button would not do.
const (
	linkRoutine = "r"
	linkAccount = "l"
)

// opened decides what a person gets who opened the chat.
func (t *turn) opened() {
	kind, code, _ := strings.Cut(t.e.Link, "_")
	id, asked := t.linkedRoutine()
	switch {
	case asked:
		t.routine(string(id))
	case kind == linkAccount && t.p.Known():
		t.link(code)
	default:
		t.open()
	}
}

// linkedRoutine returns the routine that a link leads to, or the button of an
// invitation that others read as well.
func (t *turn) linkedRoutine() (routines.RoutineID, bool) {
	kind, id, _ := strings.Cut(t.e.Link, "_")
	if tap, _ := ParseTap(t.e.Tap); tap.Do == TapCommand {
		if said := t.Reader.Understand(tap.Arg); said.Verb == VerbRoutine {
			kind, id = linkRoutine, said.Rest
		}
	}
	if kind != linkRoutine {
		return "", false
	}
	r, ok := t.Library.Routine(routines.RoutineID(id))
	if !ok {
		return "", false
	}
	return r.ID, true
}
