package bot

import (
	"slices"
	"strings"

	"unknot/scheduler"
)

// A circle is who count their sessions together in a server. The server knows
// its members by random tokens only, and shows nothing but the sum of all.

// Part is what one member of a circle adds to its week.
type Part struct {
	Token    string         `json:"token"`
	Week     scheduler.Date `json:"week"` // its Monday
	Sessions int            `json:"sessions,omitempty"`
}

// Circle is a circle as its member knows it.
type Circle struct {
	Server DocID  `json:"server"`
	Token  string `json:"token"` // what the server calls them
}

const (
	// leastCircle is from how many members on a sum is shown: of fewer it says
	// too much about each.
	leastCircle = 5
	// mostCircle bounds the document of a server.
	mostCircle = 2000
	// mostCircles is in how many circles one person is at most.
	mostCircles = 3
	// staleWeeks is after how many weeks without a session a member counts as
	// gone.
	staleWeeks = 8
)

// circle lets a person join the circle of the server they write in, or leave
// it.
func (t *turn) circle(said string) {
	i := slices.IndexFunc(t.p.Circles, func(c Circle) bool { return c.Server == t.e.Place })
	switch what := strings.ToLower(strings.TrimSpace(said)); {
	case what == "leave" && t.e.Place == "":
		t.leaveCircles()
		t.answer([]Line{{Say: "circle.left"}})
	case t.e.Place == "":
		t.answer([]Line{{Say: "circle.where"}})
	case what == "join" && i >= 0:
		t.answer([]Line{{Say: "circle.inside"}}, commandPress("press.circleleave", "circle leave"))
	case what == "join" && len(t.p.Circles) >= mostCircles:
		t.answer([]Line{{Say: "circle.most", N: mostCircles}})
	case what == "join":
		t.p.Circles = append(slices.Clone(t.p.Circles), Circle{Server: t.e.Place, Token: t.e.Fresh})
		t.tellCircle(t.p.Circles[len(t.p.Circles)-1])
		t.answer([]Line{{Say: "circle.joined", N: leastCircle}}, commandPress("press.circleleave", "circle leave"))
	case what == "leave" && i >= 0:
		t.leaveCircle(t.p.Circles[i])
		t.p.Circles = slices.Delete(slices.Clone(t.p.Circles), i, i+1)
		t.answer([]Line{{Say: "circle.left"}})
	default:
		t.answer([]Line{{Say: "circle.what"}}, commandPress("press.circlejoin", "circle join"))
	}
}

// tellCircles tells every circle how many sessions of this week there are.
func (t *turn) tellCircles() {
	for _, c := range t.p.Circles {
		t.tellCircle(c)
	}
}

func (t *turn) tellCircle(c Circle) {
	week := t.today()
	if !t.counted.IsZero() {
		week = t.counted
	}
	part := Part{Token: c.Token, Week: t.weekOf(week)}
	part.Sessions = t.p.week(part.Week).Sessions
	t.put(Effect{Kind: KindTell, Tell: &Tell{Doc: c.Server, Told: ToldShare, Part: part}})
}

// leaveCircles takes a person out of every circle.
func (t *turn) leaveCircles() {
	for _, c := range t.p.Circles {
		t.leaveCircle(c)
	}
	t.p.Circles = nil
}

func (t *turn) leaveCircle(c Circle) {
	t.put(Effect{Kind: KindTell, Tell: &Tell{Doc: c.Server, Told: ToldLeft, Part: Part{Token: c.Token}}})
}

// share takes what a member adds, in place of what they added before, or takes
// them out.
func (t *turn) share() {
	part, server := t.e.Part, *t.p.Server
	this := t.weekOf(scheduler.DateOf(t.now, t.loc()))
	server.Circle = slices.DeleteFunc(slices.Clone(server.Circle), func(s Part) bool {
		return s.Token == part.Token && (t.e.Told == ToldLeft || !part.Week.Before(s.Week)) || this.Days(s.Week) > staleWeeks*7
	})
	known := slices.ContainsFunc(server.Circle, func(s Part) bool { return s.Token == part.Token })
	if t.e.Told == ToldShare && !known && len(server.Circle) < mostCircle {
		server.Circle = append(server.Circle, part)
	}
	t.p.Server = &server
}

// together says how the circle is doing, from five members on.
func (t *turn) together() []Line {
	if t.p.Server == nil {
		return []Line{{Say: "server.none"}}
	}
	sum, enough := t.p.Server.sum(t.weekOf(scheduler.DateOf(t.now, t.loc())))
	switch {
	case !enough:
		return []Line{{Say: "circle.small", N: leastCircle}}
	case t.p.Server.Goal > 0:
		return []Line{{Say: "server.week", N: sum, Of: t.p.Server.Goal}}
	}
	return []Line{{Say: "circle.week", N: sum}}
}

// sum adds up a week of the circle. It is false while there are too few to
// show anything of them.
func (s Server) sum(week scheduler.Date) (sessions int, enough bool) {
	for _, part := range s.Circle {
		if part.Week == week {
			sessions += part.Sessions
		}
	}
	return sessions, len(s.Circle) >= leastCircle
}
