package bot_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/bottest"
	"unknot/routines"
	"unknot/scheduler"
)

// moment is one step of a life: time passes, time acts, and then perhaps
// somebody does something.
type moment struct {
	wait  time.Duration
	until string // or a moment of time itself, in RFC 3339
	cue   bool   // or the time of the next wake
	text  string
	tap   *bot.Tap
	doc   bot.DocID // anna, unless it says otherwise
}

// crashLife is a life with everything in it that can be cut off.
func crashLife() []moment {
	nudge := scheduler.Occurrence{}
	_ = nudge.UnmarshalText([]byte("2026-11-25 09:30"))
	begin := bot.Tap{Do: bot.TapNudge, Nudge: nudge, Arg: string(routines.Tiny)}
	return slices.Concat([]moment{{text: "hello"}}, agreeing(anna), []moment{
		{wait: time.Minute, text: "full"},
		{wait: time.Minute, text: "2"},
		{wait: time.Minute, text: "timer"},
		{cue: true}, // let go
		{wait: time.Minute, text: "done"},
		{wait: time.Minute, text: "go by itself"},
		{cue: true}, // the next step comes by itself
		{cue: true}, // the stretch
		{cue: true}, // change sides
		{cue: true}, // the last step
		{cue: true}, // the questions
		{wait: time.Minute, text: "2"},
		{wait: time.Minute, text: "3"}, // the record, and two messages
		{until: "2026-11-24T10:00:00Z", text: "Berlin"},
		{until: "2026-11-24T10:01:00Z", text: "weekdays 9:30"},
		{until: "2026-11-25T08:30:00Z"}, // the nudge
		{until: "2026-11-25T08:35:00Z", text: "snooze 20 min"},
		{until: "2026-11-25T08:56:00Z"}, // and again
		{until: "2026-11-25T08:57:00Z", tap: &begin},
		{wait: time.Minute, text: "2"},
		{wait: time.Minute, text: "done"},
		{wait: time.Minute, text: "skip"},
		{wait: time.Minute, text: "1"},
		{wait: time.Minute, text: "2"},
		{until: "2026-11-25T20:00:00Z", text: "progress"},
	})
}

// agreeing is how a life begins: somebody agrees and answers the screens.
func agreeing(doc bot.DocID) []moment {
	consent := consentTap()
	life := []moment{{wait: time.Minute, tap: &consent, doc: doc}}
	for screen := 1; screen <= 4; screen++ {
		none := noneTap(screen)
		life = append(life, moment{wait: 10 * time.Second, tap: &none, doc: doc})
	}
	return life
}

// crashTime is when the nth moment of a short life comes.
func crashTime(n int) time.Time { return firstMorning().Add(time.Duration(n) * time.Minute) }

// heard is one message as it arrived.
type heard struct {
	step int
	chat bot.ChatID
	text string // with its choices
}

func (h heard) nudge() bool { return strings.Contains(h.text, "|nudge|") }

// world is what outlives every process: the file, the time, the platform, and
// what the people there remember.
type world struct {
	t     *testing.T
	path  string
	clock *setClock
	alone bool
	store *boltstore.Store
	chat  *bottest.RecordingSender
	step  int
	mu    sync.Mutex // two people may hear something at once
	heard []heard

	life *mortal
	bot  *bot.Bot
	in   bot.Handler
}

// crashLease is the lease of the processes in these tests.
const crashLease = 5 * time.Second

func newWorld(t *testing.T, path string, idempotent, alone bool) *world {
	t.Helper()
	w := &world{t: t, path: path, clock: &setClock{at: firstMorning()}, alone: alone}
	w.chat = &bottest.RecordingSender{
		Caps: bot.Capabilities{Name: here, Buttons: true, Idempotent: idempotent},
		OnSend: func(out bot.Outgoing) {
			text := out.Message.Text.Plain()
			for _, c := range out.Message.Choice {
				text += "\n" + c.Label + " " + c.Code
			}
			w.mu.Lock()
			defer w.mu.Unlock()
			w.heard = append(w.heard, heard{w.step, out.Chat, text})
		},
	}
	return w
}

// born starts a process that dies at its nth point.
func (w *world) born(last int) {
	w.t.Helper()
	store, err := boltstore.Open(w.path, boltstore.Options{Now: w.clock.Now})
	if err != nil {
		w.t.Fatal(err)
	}
	w.store, w.life = store, &mortal{last: last}
	o := shellOptions(w.t, mortalStore{store, w.life}, w.clock.Now)
	o.Lease, o.Alone = crashLease, w.alone
	w.bot = bot.New(o)
	w.in = w.bot.Join(mortalSender{w.chat, w.life})
}

// buried frees the file. The bot is not closed: it is as dead as it can be.
func (w *world) buried() {
	w.t.Helper()
	w.bot.Close() // only waits: nothing it still does has an effect
	if err := w.store.Close(); err != nil {
		w.t.Fatal(err)
	}
}

// pass performs one moment, at a time of the clock or later. It returns early
// when the process dies.
func (w *world) pass(step int, m moment, at time.Time) {
	w.t.Helper()
	w.step = step
	if m.cue {
		at = w.bot.Decider.Wakes(w.person(anna)).Urgent
	}
	if at.After(w.clock.Now()) {
		w.clock.set(at)
	}
	w.act(m)
}

// time is when a moment comes if nothing disturbs it.
func (m moment) time(now time.Time) time.Time {
	if until, err := time.Parse(time.RFC3339, m.until); err == nil {
		return until
	}
	return now.Add(m.wait)
}

// act lets time act, then the person, then time once more.
func (w *world) act(m moment) {
	w.t.Helper()
	w.catchUp()
	if e, ok := m.event(w.step); ok && !w.life.dead() {
		if err := w.in.Handle(context.Background(), e); err != nil && !w.life.dead() {
			w.t.Fatalf("step %d: %v", w.step, err)
		}
		w.bot.Close()
		w.catchUp()
	}
}

func (w *world) catchUp() {
	w.t.Helper()
	if err := bot.CatchUp(context.Background(), w.bot); err != nil && !w.life.dead() {
		w.t.Fatal(err)
	}
}

// event is what the person does in a moment: the same whenever the platform
// delivers it.
func (m moment) event(step int) (bot.Event, bool) {
	doc := m.doc
	if doc == "" {
		doc = anna
	}
	switch {
	case m.text != "":
		return textEvent(step+1, doc, m.text), true
	case m.tap != nil:
		return tapEvent(step+1, doc, *m.tap), true
	default:
		return bot.Event{}, false
	}
}

// revive goes on after a death: a new process, the event once more, and the
// time until all that the dead one had taken for itself is free. The new one
// dies at its own nth point, if it is told to, and yet another follows.
func (w *world) revive(m moment, last int) {
	w.t.Helper()
	w.buried()
	w.born(last)
	w.act(m)
	w.clock.pass(crashLease + time.Second)
	w.catchUp()
	if w.life.dead() {
		w.revive(m, 0)
	}
}

// bytes are the file of the store while nobody writes.
func (w *world) bytes() []byte {
	w.t.Helper()
	data, err := os.ReadFile(w.path)
	if err != nil {
		w.t.Fatal(err)
	}
	return data
}

func dataFileIn(t *testing.T) string { return filepath.Join(t.TempDir(), "unknot.db") }
