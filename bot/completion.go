package bot

import (
	"slices"
	"strings"

	"unknot/routines"
	"unknot/scheduler"
)

// mostCompletions is as much as a platform shows.
const mostCompletions = 25

// Completion is one way in which a command may go on.
type Completion struct {
	Label string // what somebody reads
	Words string // what is said
}

// Completer says how a command may go on while somebody types it, where the
// platform shows that. It needs no document, so everybody gets the same. It is
// safe for use by many goroutines.
type Completer struct {
	Library *routines.Library
	Zones   *scheduler.Zones
}

// CompletedCommands lists the commands that Complete knows.
func CompletedCommands() []string { return []string{"routine", "evidence", "zone"} }

// Complete returns how a command, or a field of a server's, may go on after what
// was typed, at most 25 ways. Of an unknown one there is none.
func (c Completer) Complete(command, typed string) []Completion {
	switch command {
	case "routine", "evidence":
		return c.routines(typed)
	case "server routine":
		return c.publicRoutines(typed)
	case "zone", "server zone":
		return c.cities(typed)
	default:
		return nil
	}
}

// routines offers those whose name has every word in it, in the order of their
// families.
func (c Completer) routines(typed string) []Completion {
	words := strings.Fields(strings.ToLower(typed))
	var all []Completion
	for _, r := range c.Library.Routines() {
		name := strings.ToLower(r.Name)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(name, w) }) {
			all = append(all, Completion{Label: r.Name, Words: string(r.ID)})
		}
	}
	return all[:min(len(all), mostCompletions)]
}

func (c Completer) cities(typed string) []Completion {
	var all []Completion
	for _, city := range c.Zones.Begin(typed, mostCompletions) {
		all = append(all, Completion{Label: city.Name, Words: city.Zone})
	}
	return all
}
