package routines_test

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"unknot/routines"
	"unknot/routines/library"
)

// noon is when the sessions of these tests are opened.
func noon() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }

// play leads somebody through a session by a script.
type play struct {
	t       testing.TB
	machine routines.Machine
	session routines.Session
	notice  routines.Notice
	now     time.Time
}

// shipped is the shipped library, read once.
var shipped = sync.OnceValues(func() (*routines.Library, error) { return routines.Load(library.FS()) })

// open opens a session of a shipped routine.
func open(t testing.TB, id routines.RoutineID) *play {
	t.Helper()
	lib, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return openIn(t, lib, id)
}

func openIn(t testing.TB, lib *routines.Library, id routines.RoutineID) *play {
	t.Helper()
	r, ok := lib.Routine(id)
	if !ok {
		t.Fatalf("no routine %s", id)
	}
	return &play{t: t, machine: routines.Machine{Library: lib, Uses: routines.Uses{"TPN-01": 2}},
		session: routines.NewSession(7, r, noon()), now: noon()}
}

// begun opens a session and goes to the first step of a form, with little pain
// before.
func begun(t testing.TB, id routines.RoutineID, form routines.Form) *play {
	t.Helper()
	return open(t, id).do("form " + string(form) + ", score 2")
}

// do makes the moves of a script, one after the other, with commas between:
//
//	done, hurt bit, score 4    moves, with what they carry
//	old done                   an answer to the question before
//	+45s                       time passes, then the clock ticks
//	wait 45s                   time passes, and nothing ticks
//	moment                     time passes to the next moment, then ticks
func (p *play) do(script string) *play {
	p.t.Helper()
	for part := range strings.SplitSeq(script, ", ") {
		p.one(strings.Fields(part))
	}
	return p
}

func (p *play) one(words []string) {
	p.t.Helper()
	ask := p.session.Ask
	switch first := words[0]; {
	case first == "old":
		if words, ask = words[1:], ask-1; ask == 0 {
			ask = -1 // 0 would answer the question on the screen
		}
	case first == "wait":
		p.now = p.now.Add(p.span(words[1]))
		return
	case first == "moment":
		at, _, ok := p.session.Moment(p.machine.Library)
		if !ok {
			p.t.Fatalf("%s has no next moment", p.state())
		}
		p.now, words = at, []string{"tick"}
	case first[0] == '+':
		p.now = p.now.Add(p.span(first[1:]))
		words = []string{"tick"}
	}
	mv := routines.Move{Kind: routines.MoveKind(words[0]), Ask: ask}
	if len(words) > 1 {
		mv.Form, mv.Hurt, mv.Ache = routines.Form(words[1]), routines.Hurt(words[1]), routines.Ache(words[1])
		mv.Score, _ = strconv.Atoi(words[1])
	}
	p.session, p.notice = p.machine.Advance(p.session, mv, p.now)
}

func (p *play) span(s string) time.Duration {
	p.t.Helper()
	d, err := time.ParseDuration(s)
	if err != nil {
		p.t.Fatal(err)
	}
	return d
}

// state tells what is on the screen: the phase, which step in which variant,
// and what runs.
func (p *play) state() string {
	s := p.session
	words := []string{string(s.Phase)}
	if s.Closed() {
		words = append(words, string(s.End))
	}
	if step, ok := s.Current(); ok && s.Running() {
		words = append(words, strconv.Itoa(s.At+1), string(step.Variant))
	}
	if s.Auto {
		words = append(words, "auto")
	}
	if s.Paused {
		words = append(words, "paused")
	}
	if s.Timer.On() {
		words = append(words, "timer", p.now.Sub(s.Timer.Start).String())
	}
	return strings.Join(words, " ")
}

// wants fails unless the last notice and what is on the screen are these.
func (p *play) wants(notice routines.Notice, state string) *play {
	p.t.Helper()
	if p.notice != notice || p.state() != state {
		p.t.Errorf("notice %q, state %q, want %q, %q", p.notice, p.state(), notice, state)
	}
	return p
}

// ends tells how each step ended: the end, "-" while it is still to do, and the
// hurt if there was any.
func (p *play) ends() string {
	var words []string
	for _, step := range p.session.Steps {
		word := string(step.Done)
		if word == "" {
			word = "-"
		}
		if step.Hurt != "" {
			word += "(" + string(step.Hurt) + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// steps tells the pinned variants with the seconds of their doses.
func (p *play) steps() string {
	var words []string
	for i, step := range p.session.Steps {
		d, ok := p.session.StepDose(p.machine.Library, i)
		if !ok {
			p.t.Fatalf("%s has no dose", step.Variant)
		}
		words = append(words, fmt.Sprintf("%s %d", step.Variant, d.Total()/time.Second))
	}
	return strings.Join(words, ", ")
}

// result fails unless the session left a result.
func (p *play) result() routines.Result {
	p.t.Helper()
	r, ok := p.session.Result(p.machine.Library)
	if !ok {
		p.t.Fatalf("%s left no result", p.state())
	}
	return r
}

// scene is a script and what it leads to.
type scene struct {
	name   string
	script string
	notice routines.Notice
	state  string
}

// act plays scenes, each from the first step of the full form of a routine.
func act(t *testing.T, id routines.RoutineID, scenes []scene) {
	t.Helper()
	for _, sc := range scenes {
		t.Run(sc.name, func(t *testing.T) {
			begun(t, id, routines.Full).do(sc.script).wants(sc.notice, sc.state)
		})
	}
}
