package discord_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord"
	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

const (
	boss   = "88"
	server = bot.DocID("discord:server:300")
	public = bot.ChatID("#301")
)

// asked is one of the options of a command.
func asked(name string, kind int, value any) discordtest.Option {
	return discordtest.Option{Name: name, Kind: kind, Value: value}
}

// setUp is a whole "server setup", with some options in place of the usual ones.
func setUp(others ...discordtest.Option) discordtest.Option {
	options := []discordtest.Option{
		asked("channel", 7, discordtest.Channel), asked("schedule", 3, "weekdays 9:30"), asked("routine", 3, "S-02"), asked("zone", 3, "Berlin"), asked("role", 8, "700"),
	}
	for _, other := range others {
		at := slices.IndexFunc(options, func(o discordtest.Option) bool { return o.Name == other.Name })
		options[at] = other
	}
	return discordtest.Part("setup", options...)
}

// told returns what the bot is told next.
func (h *host) told() bot.Event {
	h.t.Helper()
	synctest.Wait()
	if len(h.events) != 1 {
		h.t.Fatalf("%d events", len(h.events))
	}
	return <-h.events
}

func TestServerCommandsAreListed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := listing(t, introductions(t))
		h.run()
		pass(time.Second)
		h.stop()
		var listed []struct {
			Name         string
			Members      *string `json:"default_member_permissions"`
			Contexts     []int
			Integrations []int `json:"integration_types"`
			Options      []struct {
				Name    string
				Kind    int `json:"type"`
				Options []struct {
					Name         string
					Kind         int `json:"type"`
					Required     bool
					Autocomplete bool
					Channels     []int `json:"channel_types"`
					Least        *int  `json:"min_value"`
					Most         *int  `json:"max_value"`
				}
			}
		}
		if err := json.Unmarshal(h.Commands(), &listed); err != nil {
			t.Fatal(err)
		}
		parts := map[string]string{}
		for _, c := range listed {
			if c.Name != "server" && c.Name != "circle" {
				if c.Members != nil {
					t.Errorf("%s is for %s", c.Name, *c.Members)
				}
				continue
			}
			if !slices.Equal(c.Contexts, []int{0}) || !slices.Equal(c.Integrations, []int{0}) {
				t.Errorf("%s is in %v, added to %v", c.Name, c.Contexts, c.Integrations)
			}
			if (c.Members != nil && *c.Members == "32") != (c.Name == "server") {
				t.Errorf("%s is for %v", c.Name, c.Members)
			}
			for _, p := range c.Options {
				for _, o := range p.Options {
					if o.Autocomplete != (o.Name == "routine" || o.Name == "zone") || (o.Kind == 7) != (len(o.Channels) == 2) || (o.Kind == 4) != (o.Least != nil && o.Most != nil) {
						t.Errorf("%s %s has %+v", c.Name, p.Name, o)
					}
					parts[c.Name+" "+p.Name] += " " + o.Name
				}
				parts[c.Name+" "+p.Name] += ""
			}
		}
		if len(parts) != 6 || parts["server setup"] != " channel schedule routine zone role" || parts["server goal"] != " sessions" {
			t.Errorf("%v", parts)
		}
	})
}

// Who manages a server says Discord, with each interaction.
func TestServerRequests(t *testing.T) {
	whole := bot.Request{Do: bot.RequestSetUp, Channel: public, Schedule: "weekdays 9:30", Routine: "S-02", Zone: "Berlin", Group: "700"}
	with := func(change func(*bot.Request)) bot.Request {
		r := whole
		change(&r)
		return r
	}
	for name, c := range map[string]struct {
		command string
		part    discordtest.Option
		want    bot.Request
	}{
		"set up":                   {"server", setUp(), whole},
		"a channel to talk in":     {"server", setUp(asked("channel", 7, discordtest.Voice)), with(func(r *bot.Request) { r.Channel = "" })},
		"a channel of others":      {"server", setUp(asked("channel", 7, "999")), with(func(r *bot.Request) { r.Channel = "" })},
		"the role of everybody":    {"server", setUp(asked("role", 8, discordtest.Guild)), with(func(r *bot.Request) { r.Group, r.Everyone = "", true })},
		"something that is none":   {"server", setUp(asked("role", 8, "@everyone")), with(func(r *bot.Request) { r.Group = "" })},
		"nobody":                   {"server", setUp(asked("role", 8, nil)), with(func(r *bot.Request) { r.Group = "" })},
		"words that are too long":  {"server", setUp(asked("schedule", 3, strings.Repeat("x", 6000))), with(func(r *bot.Request) { r.Schedule = strings.Repeat("x", 99) + "…" })},
		"a goal":                   {"server", discordtest.Part("goal", asked("sessions", 4, 20)), bot.Request{Do: bot.RequestGoal, Goal: 20}},
		"a goal that is no number": {"server", discordtest.Part("goal", asked("sessions", 4, "many")), bot.Request{Do: bot.RequestGoal, Goal: -1}},
		"off":                      {"server", discordtest.Part("off"), bot.Request{Do: bot.RequestOff}},
		"the circle":               {"circle", discordtest.Part("show"), bot.Request{Do: bot.RequestCircle}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(h *host) {
				h.Manage(boss)
				for _, who := range []string{boss, person} {
					h.Command(who, discordtest.Channel, c.command, c.part)
					e := h.told()
					want := c.want
					want.Manages = who == boss
					if e.Kind != bot.EventServer || e.Doc != server || e.Place != server || e.Way == "" || e.Request != want || e.Text != "" || e.Chat != "" {
						t.Errorf("by %s it is %+v, want %+v", who, e, want)
					}
				}
			})
		})
	}
}

// A channel that the bot may not write in is told of at once, where Discord says it.
func TestSetUpInAClosedChannel(t *testing.T) {
	for told, want := range map[string]bool{"": false, "3072": false, "8": false, "2048": true, "1024": true, "0": true, "nonsense": true} {
		bubble(t, func(h *host) {
			h.Manage(boss)
			h.Allow(told)
			h.Command(boss, discordtest.Channel, "server", setUp())
			if e := h.told(); e.Request.Closed != want || e.Request.Channel != public {
				t.Errorf("with %q it is %+v", told, e.Request)
			}
		})
	}
}

func TestWhoManages(t *testing.T) {
	for told, want := range map[string]bool{"32": true, "8": true, "2147552288": true, "18446744073709551615": true, "0": false, "2147552256": false, "": false, "-1": false, "all": false} {
		if discord.Manages(told) != want {
			t.Errorf("with %q they manage it: %v", told, !want)
		}
	}
}

// What a member says and presses on a server is their own, also in a circle.
func TestMembersAreTheirOwn(t *testing.T) {
	bubble(t, func(h *host) {
		h.Manage(boss)
		for _, who := range []string{boss, person} {
			h.Command(who, discordtest.Channel, "circle", discordtest.Part("join"))
			if e := h.told(); e.Doc != bot.DocID("discord:"+who) || e.Place != server || e.Text != "circle join" || e.Kind != bot.EventText {
				t.Errorf("told %+v", e)
			}
		}
		h.Command(person, "", "circle", discordtest.Part("show"))
		if e := h.told(); e.Doc != "discord:77" || e.Place != "" || e.Kind != bot.EventText {
			t.Errorf("in direct messages it is told %+v", e)
		}
	})
}

func TestServerSuggestions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := listing(t, nil)
		h.run()
		pass(time.Second)
		typed := asked("routine", 3, "neck")
		typed.Focused = true
		id := h.Type(boss, discordtest.Channel, "server", setUp(typed))
		synctest.Wait()
		if got := h.Suggested(id); len(got) != 25 || got[0].Label != "server routine neck 0" {
			t.Errorf("suggested %+v", got)
		}
		h.stop()
	})
}

func TestRemovedFromAServer(t *testing.T) {
	bubble(t, func(h *host) {
		for _, none := range []string{`{"id":"300","unavailable":true}`, `{"id":"x"}`, `{}`, `[]`} {
			h.Tell("GUILD_DELETE", none)
		}
		h.Tell("GUILD_CREATE", `{"id":"300","name":"zwickmuehle","channels":[],"members":[]}`)
		h.Tell("GUILD_DELETE", `{"id":"300"}`)
		if e := h.told(); e.Kind != bot.EventServer || e.Doc != server || e.Request != (bot.Request{Do: bot.RequestGone}) || e.ID == "" || e.Way != "" {
			t.Errorf("told %+v", e)
		}
	})
}
