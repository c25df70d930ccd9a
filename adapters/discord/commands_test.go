package discord_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord"
	"unknot/adapters/discord/discordtest"
	"unknot/bot"
	"unknot/bot/words"
)

func introductions(t *testing.T) []bot.Introduction {
	t.Helper()
	catalogue, err := words.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return bot.Introductions(catalogue)
}

// listing is a host that lists commands.
func listing(t *testing.T, all []bot.Introduction) *host {
	t.Helper()
	h := newHost(t)
	h.with(all)
	return h
}

func (h *host) with(all []bot.Introduction) {
	h.t.Helper()
	d, err := discord.New(discord.Options{
		Token: discordtest.Token, API: discordtest.API, Transport: h.Transport(), Dial: h.Dial, Introductions: all,
		Complete: func(command, typed string) []bot.Completion {
			var found []bot.Completion
			for i := range 40 {
				found = append(found, bot.Completion{Label: fmt.Sprint(command, " ", typed, " ", i), Words: fmt.Sprint(i)})
			}
			return found
		},
	})
	if err != nil {
		h.t.Fatal(err)
	}
	h.d = d
}

const overwrites = "^PUT applications/900/commands$"

func TestCommandsAreListed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := listing(t, introductions(t))
		h.run()
		pass(time.Second)
		h.stop()
		var listed []struct {
			Name, Description string
			Contexts          []int
			IntegrationTypes  []int `json:"integration_types"`
			Options           []struct {
				Name, Description string
				Autocomplete      bool
			}
		}
		if err := json.Unmarshal(h.Commands(), &listed); err != nil || len(listed) != len(bot.Commands())+2 {
			t.Fatalf("%d commands are listed, %v", len(listed), err)
		}
		open := 0
		for _, c := range listed {
			if c.Name == "server" || c.Name == "circle" {
				continue // TestServerCommandsAreListed
			}
			if len(c.Contexts) != 3 || len(c.IntegrationTypes) != 2 || c.Description == "" {
				t.Errorf("%+v", c)
			}
			for _, o := range c.Options {
				open++
				if o.Name != "words" || o.Autocomplete != (c.Name == "routine" || c.Name == "evidence" || c.Name == "zone") {
					t.Errorf("%s goes on with %+v", c.Name, o)
				}
			}
		}
		if open != len(bot.OpenCommands()) {
			t.Errorf("%d commands go on, want %d", open, len(bot.OpenCommands()))
		}
	})
}

// A list that is there already is not written again: clients would load it anew.
func TestCommandsAreWrittenWhenTheyDiffer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all := introductions(t)
		german := all[0]
		german.Language = "de"
		h := newHost(t)
		for _, step := range []struct {
			all    []bot.Introduction
			writes int
		}{{all, 1}, {all, 1}, {append(all, german), 2}, {append(all, german), 2}, {all, 3}, {nil, 3}} {
			h.with(step.all)
			h.run()
			pass(time.Second)
			h.stop()
			if n := len(h.Calls(overwrites)); n != step.writes {
				t.Errorf("written %d times, want %d", n, step.writes)
			}
		}
	})
}

func TestLanguagesOfCommands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all := introductions(t)
		other := all[0]
		other.Commands = append([]bot.Command{}, other.Commands...)
		other.Language, other.Commands[0].Text = "es", "hola"
		h := listing(t, append(all, other))
		h.run()
		pass(time.Second)
		h.stop()
		for _, want := range []string{`"es-ES":"hola"`, `"es-419":"hola"`} {
			if !strings.Contains(string(h.Commands()), want) {
				t.Errorf("%s is not listed", want)
			}
		}
	})
}

func TestCommandsThatAreNotTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := listing(t, introductions(t))
		h.Break(overwrites, 2, discordtest.Refusal(500, 0))
		h.run()
		h.wantWorking()
		pass(time.Minute)
		if n := len(h.Calls(overwrites)); n != 3 {
			t.Errorf("written %d times, want 3", n)
		}
		h.stop()
	})
}

func TestSuggestions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := listing(t, nil)
		h.run()
		pass(time.Second)
		id := h.Type(person, "", "routine", discordtest.Option{Name: "words", Kind: 3, Value: "neck", Focused: true})
		synctest.Wait()
		got := h.Suggested(id)
		if len(got) != 25 || got[0].Label != "routine neck 0" || got[0].Code != "0" {
			t.Errorf("%d are suggested, %+v", len(got), got)
		}
		if len(h.events) > 0 {
			t.Error("what is typed was taken for said")
		}
		h.stop()
	})
}

// What is suggested waits behind nothing that somebody does.
func TestSuggestionsDoNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := listing(t, nil)
		h.run()
		pass(time.Second)
		h.says(time.Hour, message("late"))
		h.Command(person, "", "today")
		id := h.Type(person, "", "zone", discordtest.Option{Name: "words", Kind: 3, Value: "par", Focused: true})
		synctest.Wait()
		if got := h.Answered(id); got.Kind != 8 || got.After != 0 {
			t.Errorf("suggested with %d after %v", got.Kind, got.After)
		}
		h.cancel()
		<-h.ended
	})
}
