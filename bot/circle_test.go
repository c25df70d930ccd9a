package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"unknot/bot"
)

// tells lets somebody tell a server something.
func (k *talk) tells(told bot.Told, p bot.Part) *talk {
	k.t.Helper()
	return k.happens(bot.Event{Kind: bot.EventTold, Told: told, Part: p})
}

func TestCircleShowsNothingOfFew(t *testing.T) {
	k := asks(stranger(t), setUp())
	asks(k, bot.Request{Do: bot.RequestGoal, Goal: 20})
	monday := date(t, "2026-11-23")
	for n := 1; n <= 6; n++ {
		k.tells(bot.ToldShare, bot.Part{Token: fmt.Sprint("token ", n), Week: monday, Sessions: 1})
		k.tells(bot.ToldShare, bot.Part{Token: fmt.Sprint("token ", n), Week: monday, Sessions: 2}) // replaces
		asks(k, bot.Request{Do: bot.RequestCircle})
		want := "circle.small"
		if n >= 5 {
			want = "server.week"
		}
		if line := k.out[0].Lines[0]; line.Say != want || n >= 5 && (line.N != 2*n || line.Of != 20) {
			t.Errorf("%d members: told %+v, want %s", n, line, want)
		}
	}
	k.tells(bot.ToldLeft, bot.Part{Token: "token 1"}).tells(bot.ToldLeft, bot.Part{Token: "token 2"})
	if asks(k, bot.Request{Do: bot.RequestCircle}); k.saidFirst() != "circle.small" {
		t.Errorf("after two left: %+v", k.out[0].Lines)
	}
	k.tells(bot.ToldShare, bot.Part{Token: "token 7", Week: monday})
	k.now = k.d.Wakes(k.p).Bulk
	if k.wake(); len(k.out[0].Lines) != 2 || k.out[0].Lines[1].N != 8 {
		t.Errorf("the invitation of five says %+v", k.out[0].Lines)
	}
	k.now = k.now.AddDate(0, 0, 7*10)
	k.tells(bot.ToldShare, bot.Part{Token: "token 8", Week: date(t, "2027-02-01")})
	if n := len(k.p.Server.Circle); n != 1 {
		t.Errorf("%d members are kept after ten weeks of silence", n)
	}
}

// inPlace is a text that a member writes in the server.
func inPlace(k *talk, text string) *talk {
	k.t.Helper()
	return k.happens(bot.Event{Kind: bot.EventText, Text: text, Place: place, Fresh: fmt.Sprint("fresh ", k.events)})
}

// told returns what the last event tells servers.
func (k *talk) toldServers() (parts []bot.Tell) {
	for _, e := range k.out {
		if e.Tell != nil {
			parts = append(parts, *e.Tell)
		}
	}
	return parts
}

func TestCircleMember(t *testing.T) {
	k := known(t).say("circle join")
	if k.saidFirst() != "circle.where" || len(k.toldServers()) > 0 {
		t.Errorf("outside of a server it says %q", k.saidFirst())
	}
	inPlace(k, "circle join")
	told := k.toldServers()
	if len(told) != 1 || told[0].Doc != place || told[0].Told != bot.ToldShare || told[0].Part.Sessions != 0 || told[0].Part.Token == "" {
		t.Fatalf("told %+v", told)
	}
	token := told[0].Part.Token
	if inPlace(k, "circle join"); k.saidFirst() != "circle.inside" || len(k.toldServers()) > 0 {
		t.Errorf("joined twice: %q", k.saidFirst())
	}
	k.say("routine S-01", "tiny", "2", "done", "done", "1")
	told = nil
	for range 2 {
		told = append(told, k.toldServers()...)
		k.say("2")
	}
	if len(told) != 1 || told[0].Part != (bot.Part{Token: token, Week: date(t, "2026-11-23"), Sessions: 1}) {
		t.Errorf("after a session it tells %+v", told)
	}
	k.say("circle leave")
	if told = k.toldServers(); len(told) != 1 || told[0].Told != bot.ToldLeft || told[0].Part.Token != token || len(k.p.Circles) > 0 {
		t.Errorf("left with %+v", told)
	}
}

// TestForgetLeavesCircles: erasing somebody takes their count out.
func TestForgetLeavesCircles(t *testing.T) {
	k := inPlace(known(t), "circle join").tap(bot.Tap{Do: bot.TapForget})
	if told := k.toldServers(); len(told) != 1 || told[0].Told != bot.ToldLeft {
		t.Errorf("told %+v", told)
	}
}

// TestCircleOfHouse goes the whole way from a session to the sum.
func TestCircleOfHouse(t *testing.T) {
	h := newHouse(t)
	ask := bot.Event{ID: "asked", Doc: place, Chat: "channel", Kind: bot.EventServer, Request: setUp(), Way: "way"}
	ask.Request.Manages = true
	if err := h.handle(ask); err != nil {
		t.Fatal(err)
	}
	h.agree(anna)
	e := h.text(anna, "circle join")
	e.Place = place
	if err := h.handle(e); err != nil {
		t.Fatal(err)
	}
	h.tinySession(anna)
	if circle := h.person(place).Server.Circle; len(circle) != 1 || circle[0].Sessions != 1 {
		t.Errorf("the circle is %+v", circle)
	}
	if kept := string(h.stored(place).Data); strings.Contains(kept, string(anna)) {
		t.Errorf("the server knows who its members are: %s", kept)
	}
	if err := h.handle(h.forget(anna)); err != nil {
		t.Fatal(err)
	}
	if circle := h.person(place).Server.Circle; len(circle) != 0 {
		t.Errorf("of somebody erased it has %+v", circle)
	}
}
