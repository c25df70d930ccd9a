package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/bottest"
	"unknot/bot/words"
	"unknot/routines"
	"unknot/routines/library"
	"unknot/scheduler"
)

// setClock is a clock that only moves when it is told to.
type setClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *setClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *setClock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

func (c *setClock) pass(d time.Duration) { c.set(c.Now().Add(d)) }

// firstMorning is when most tests begin: a Tuesday, ten o'clock in Berlin.
func firstMorning() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) }

const (
	here = "here" // the platform of most tests
	anna = bot.DocID("here:anna")
	ben  = bot.DocID("here:ben")
)

// house is a bot with everything around it: a store in a file, a platform,
// and a clock.
type house struct {
	t      testing.TB
	clock  *setClock
	kept   *boltstore.Store
	flaky  *bottest.FlakyStore
	store  *bottest.CountingStore // what the bot uses: counts, then fails, then keeps
	sender *bottest.RecordingSender
	hook   hook
	bot    *bot.Bot
	in     bot.Handler
	events int
	shown  int // messages that news returned already
}

// newHouse builds a house. change, if given, may change what the bot is made of.
func newHouse(t testing.TB, change ...func(*bot.Options)) *house {
	t.Helper()
	h := &house{t: t, clock: &setClock{at: firstMorning()}, sender: &bottest.RecordingSender{Caps: bot.Capabilities{Name: here, Buttons: true}}}
	h.sender.OnSend = h.hook.sent
	store, err := boltstore.Open(filepath.Join(t.TempDir(), "unknot.db"), boltstore.Options{Now: h.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	h.kept = store
	h.flaky = bottest.NewFlakyStore(store)
	h.store = bottest.NewCountingStore(h.flaky)
	h.enter(change...)
	return h
}

// hook is what happens when a message arrives. It may change at any time.
type hook struct {
	mu sync.Mutex
	do func(bot.Outgoing)
}

func (h *hook) set(do func(bot.Outgoing)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.do = do
}

func (h *hook) sent(out bot.Outgoing) {
	h.mu.Lock()
	do := h.do
	h.mu.Unlock()
	if do != nil {
		do(out)
	}
}

// onSend lets something happen with every message from now on; nil ends it.
func (h *house) onSend(do func(bot.Outgoing)) { h.hook.set(do) }

// now is the clock of the house; a test in a bubble takes it away to use that
// of the bubble.
func (h *house) now() time.Time {
	if h.clock == nil {
		return time.Now()
	}
	return h.clock.Now()
}

// enter starts another bot on the same store, as another process would.
func (h *house) enter(change ...func(*bot.Options)) {
	h.t.Helper()
	o := shellOptions(h.t, h.store, h.now)
	for _, c := range change {
		c(&o)
	}
	h.bot = bot.New(o)
	h.in = h.bot.Join(h.sender)
}

// shipped is what the program ships with; loading it takes a while.
var shipped = sync.OnceValues(func() (bot.Options, error) {
	lib, err := routines.Load(library.FS())
	if err != nil {
		return bot.Options{}, err
	}
	catalogue, err := words.Shipped()
	return bot.Options{
		Decider: bot.Decider{Library: lib, Zones: &scheduler.Zones{}, Reader: bot.NewReader()},
		Writer:  bot.Writer{Words: catalogue, Library: lib},
	}, err
})

func shellOptions(t testing.TB, store bot.Store, now func() time.Time) bot.Options {
	t.Helper()
	o, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	o.Store, o.Now = store, now
	return o
}

func textEvent(id int, doc bot.DocID, text string) bot.Event {
	return bot.Event{ID: bot.EventID(fmt.Sprint("event-", id)), Doc: doc, Chat: bot.ChatID(doc), Kind: bot.EventText, Text: text}
}

func tapEvent(id int, doc bot.DocID, tap bot.Tap) bot.Event {
	e := textEvent(id, doc, "")
	e.Kind, e.Tap = bot.EventTap, tap.Code()
	return e
}

// noneTap answers a safety screen: none of these.
func noneTap(screen int) bot.Tap { return bot.Tap{Do: bot.TapScreen, Arg: fmt.Sprint(screen, " none")} }

func consentTap() bot.Tap { return bot.Tap{Do: bot.TapConsent, Arg: "1"} }

// text makes a new event of what somebody writes; nobody has handled it yet.
func (h *house) text(doc bot.DocID, text string) bot.Event {
	h.events++
	return textEvent(h.events, doc, text)
}

// handle hands an event over and waits until all that follows is done.
func (h *house) handle(e bot.Event) error {
	err := h.in.Handle(context.Background(), e)
	h.bot.Close()
	return err
}

// say is handle for what must be accepted.
func (h *house) say(doc bot.DocID, texts ...string) {
	h.t.Helper()
	for _, text := range texts {
		if err := h.handle(h.text(doc, text)); err != nil {
			h.t.Fatalf("%q: %v", text, err)
		}
	}
}

// agree lets somebody agree to be remembered.
func (h *house) agree(docs ...bot.DocID) {
	h.t.Helper()
	for _, doc := range docs {
		h.events++
		if err := h.handle(tapEvent(h.events, doc, consentTap())); err != nil {
			h.t.Fatalf("consent: %v", err)
		}
		for screen := 1; screen <= 4; screen++ {
			h.events++
			if err := h.handle(tapEvent(h.events, doc, noneTap(screen))); err != nil {
				h.t.Fatalf("screen %d: %v", screen, err)
			}
		}
	}
}

// wake lets time act on everything that is due.
func (h *house) wake() {
	h.t.Helper()
	if err := bot.CatchUp(context.Background(), h.bot); err != nil {
		h.t.Fatal(err)
	}
}

// stored returns a document as it is kept.
func (h *house) stored(doc bot.DocID) bot.Stored {
	h.t.Helper()
	stored, err := h.kept.Load(context.Background(), doc)
	if err != nil {
		h.t.Fatalf("load %s: %v", doc, err)
	}
	return stored
}

func (h *house) person(doc bot.DocID) bot.Person {
	h.t.Helper()
	p, err := bot.Decode(h.stored(doc).Data)
	if err != nil {
		h.t.Fatal(err)
	}
	return p
}

// plant saves a document behind the bot's back, with whatever bytes.
func (h *house) plant(doc bot.DocID, data []byte, wakes bot.Wakes) {
	h.t.Helper()
	change := bot.Change{Doc: doc, Data: data, Wakes: wakes}
	if stored, err := h.kept.Load(context.Background(), doc); err == nil {
		change.Base = stored.Version
	}
	change.ID = bot.CommitID(fmt.Sprint("planted on ", change.Base))
	done, err := h.kept.Commit(context.Background(), []bot.Change{change})
	if err == nil {
		err = done[0].Err
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

// alter changes a person behind the bot's back.
func (h *house) alter(doc bot.DocID, change func(*bot.Person)) {
	h.t.Helper()
	p := h.person(doc)
	change(&p)
	data, err := json.Marshal(p)
	if err != nil {
		h.t.Fatal(err)
	}
	h.plant(doc, data, h.bot.Decider.Wakes(p))
}

// records returns the session records of a document.
func (h *house) records(doc bot.DocID) []bot.SessionRecord {
	h.t.Helper()
	return recordsIn(h.t, h.kept, doc)
}

func recordsIn(t testing.TB, store bot.Store, doc bot.DocID) []bot.SessionRecord {
	t.Helper()
	found, err := store.Records(context.Background(), doc, 0, 1<<62)
	if err != nil {
		t.Fatal(err)
	}
	var records []bot.SessionRecord
	for _, r := range found {
		var record bot.SessionRecord
		if err := json.Unmarshal(r.Data, &record); err != nil {
			t.Fatal(err)
		}
		records = append(records, record)
	}
	return records
}

// news returns what came to all chats since the last call: the first paragraph
// of each message.
func (h *house) news() []string {
	sent := h.sender.Sent()
	var texts []string
	for _, out := range sent[h.shown:] {
		texts = append(texts, first(out.Message.Text.Plain()))
	}
	h.shown = len(sent)
	return texts
}

// first is the first paragraph of a message: enough to know it by.
func first(text string) string {
	head, _, _ := strings.Cut(text, "\n\n")
	return head
}

var errAway = errors.New("the store is away for this test")
