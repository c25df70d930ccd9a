package bot_test

import (
	"slices"
	"testing"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

// What is offered is understood: a routine by its ID, a city by its zone.
func TestComplete(t *testing.T) {
	c := bot.Completer{Library: writer(t).Library, Zones: &scheduler.Zones{}}
	for _, command := range bot.CompletedCommands() {
		if !slices.Contains(bot.Commands(), command) {
			t.Errorf("%q is no command", command)
		}
		all := c.Complete(command, "")
		if len(all) == 0 || len(all) > 25 {
			t.Errorf("%s offers %d ways", command, len(all))
		}
		for _, one := range all {
			_, routine := c.Library.Find(one.Words)
			_, err := c.Zones.Load(one.Words)
			if one.Label == "" || !routine && err != nil {
				t.Errorf("%s offers %+v", command, one)
			}
		}
	}
	for _, typed := range []string{"Neck", "NECK rel"} {
		if got := c.Complete("routine", typed); len(got) == 0 || len(got) >= len(c.Library.Routines()) {
			t.Errorf("%q offers %+v", typed, got)
		}
	}
	if got := c.Complete("zone", "paris"); !slices.Contains(got, bot.Completion{Label: "Paris", Words: "Europe/Paris"}) {
		t.Errorf("paris offers %+v", got)
	}
	public := c.Complete("server routine", "")
	if len(public) < 5 || slices.ContainsFunc(public, func(o bot.Completion) bool { return o.Words == string(routines.RestRoutine) }) {
		t.Errorf("a server is offered %+v", public)
	}
	if got := c.Complete("server zone", "paris"); len(got) == 0 {
		t.Error("a server is offered no city")
	}
	if got := c.Complete("forget", ""); got != nil {
		t.Errorf("forget offers %+v", got)
	}
}
