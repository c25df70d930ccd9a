package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/console"
	"unknot/bot"
	"unknot/bot/words"
	"unknot/routines"
	"unknot/routines/library"
	"unknot/scheduler"
)

// coreStage plays a story with Decide and the writer, and nothing else.
type coreStage struct {
	t       *testing.T
	decider bot.Decider
	writer  bot.Writer
	zone    string
	now     time.Time
	person  bot.Person
	records []bot.Record
	screens console.Screens
	events  int
	out     strings.Builder
}

func newCoreStage(t *testing.T, s story) *coreStage {
	t.Helper()
	lib, catalogue := shipped()
	return &coreStage{
		t: t, zone: s.zone, now: s.start.UTC(),
		decider: bot.Decider{Library: lib, Zones: &scheduler.Zones{}, Reader: bot.NewReader()},
		writer:  bot.Writer{Words: catalogue, Library: lib},
	}
}

// shipped loads what all stories share and nobody changes.
var shipped = sync.OnceValues(func() (*routines.Library, *words.Catalogue) {
	lib, err := routines.Load(library.FS())
	if err != nil {
		panic(err)
	}
	catalogue, err := words.Shipped()
	if err != nil {
		panic(err)
	}
	return lib, catalogue
})

func (c *coreStage) open() string { return c.happens(bot.Event{Kind: bot.EventOpen}) }

func (c *coreStage) say(line string) string {
	e := bot.Event{Kind: bot.EventText, Text: line}
	if code, tap := c.screens.Resolve(line); tap {
		e = bot.Event{Kind: bot.EventTap, Tap: code}
	}
	return c.happens(e)
}

func (c *coreStage) happens(e bot.Event) string {
	c.events++
	e.ID = bot.EventID(fmt.Sprint("event ", c.events))
	e.Doc, e.Chat, e.Platform, e.Zone = me, me, "console", c.zone
	c.decide(e)
	return c.seen()
}

// decide decides an event and sends what is in the outbox at once.
func (c *coreStage) decide(e bot.Event) {
	d := c.decider.Decide(c.person, e, c.now)
	c.person = d.Person
	c.records = append(c.records, d.Records...)
	for _, effect := range d.Person.Outbox {
		m, err := c.decider.Message(c.writer, c.person, effect, c.read(effect))
		if err != nil {
			c.t.Error(err)
		}
		c.screens.Show(m)
		c.out.WriteString(console.Render(m))
		c.person = c.decider.Decide(c.person, bot.Event{Kind: bot.EventDelivered, Effect: effect.ID}, c.now).Person
	}
	if d.Erase || !c.person.Known() {
		c.person, c.records = bot.Person{}, nil
	}
}

// read returns the records that an effect needs, as a store would.
func (c *coreStage) read(effect bot.Effect) []bot.Record {
	from, to, _ := effect.Reads()
	return slices.DeleteFunc(slices.Clone(c.records), func(r bot.Record) bool { return r.Position < from || r.Position >= to })
}

func (c *coreStage) seen() string {
	seen := c.out.String()
	c.out.Reset()
	return seen
}

func (c *coreStage) wait(d time.Duration) string {
	until := c.now.Add(d)
	for {
		w := c.decider.Wakes(c.person)
		next := w.Urgent
		if next.IsZero() || !w.Bulk.IsZero() && w.Bulk.Before(next) {
			next = w.Bulk
		}
		if next.IsZero() || next.After(until) {
			c.now = until
			return c.seen()
		}
		if next.After(c.now) {
			c.now = next
		}
		c.decide(bot.Event{Kind: bot.EventWake})
	}
}

// away keeps nothing but the document, as a store would.
func (c *coreStage) away(d time.Duration) string {
	c.now = c.now.Add(d)
	data, err := json.Marshal(c.person)
	if err != nil {
		c.t.Fatal(err)
	}
	c.person, c.screens = bot.Person{}, console.Screens{}
	if err := json.Unmarshal(data, &c.person); err != nil {
		c.t.Fatal(err)
	}
	return c.open() + c.wait(0)
}

// programStage plays a story with the whole program. It must be used in a
// synctest bubble.
type programStage struct {
	t     *testing.T
	zone  string
	data  string
	stdin *io.PipeWriter
	out   *screen
	ended chan int
}

// screen is what the program has printed.
type screen struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *screen) take() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := s.b.String()
	s.b.Reset()
	return seen
}

func (on *programStage) open() string {
	in, stdin := io.Pipe()
	on.stdin, on.out, on.ended = stdin, &screen{}, make(chan int, 1)
	p := process{
		args:    []string{"chat", "--data", on.data, "--files", on.data},
		environ: []string{"TZ=" + on.zone},
		stdin:   in, stdout: on.out, stderr: stderrOf{on.t},
	}
	go func() { on.ended <- run(on.t.Context(), p) }()
	synctest.Wait()
	_, seen, _ := strings.Cut(on.out.take(), "\n\n") // after the hint for whoever sits there
	return seen
}

// stderrOf lets a test fail when the program complains.
type stderrOf struct{ t *testing.T }

func (s stderrOf) Write(p []byte) (int, error) {
	s.t.Errorf("the program complains: %s", p)
	return len(p), nil
}

func (on *programStage) say(line string) string {
	if _, err := io.WriteString(on.stdin, line+"\n"); err != nil {
		on.t.Fatal(err)
	}
	synctest.Wait()
	return on.out.take()
}

func (on *programStage) wait(d time.Duration) string {
	time.Sleep(d)
	synctest.Wait()
	return on.out.take()
}

func (on *programStage) away(d time.Duration) string {
	on.end()
	time.Sleep(d)
	return on.open()
}

func (on *programStage) end() {
	if err := on.stdin.Close(); err != nil {
		on.t.Error(err)
	}
	if code := <-on.ended; code != 0 {
		on.t.Errorf("the program ended with %d", code)
	}
}
