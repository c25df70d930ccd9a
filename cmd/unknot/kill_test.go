package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"unknot/adapters/boltstore"
	"unknot/bot"
)

// usualKills is how often the program is killed when UNKNOT_KILLS says nothing:
// enough for every manner at every stop.
const usualKills = 48

// stop is a place in a session: what is on the screen there, and what is typed
// to come to the next.
type stop struct{ shows, type_ string }

// killStops are the places of a first session. After the last one it is over.
func killStops() []stop {
	return []stop{
		{"1. I am 18 or over, and I agree", "I am 18 or over, and I agree"},
		{"Safety, 1 of 4.", "None of these"},
		{"Safety, 2 of 4.", "None of these"},
		{"Safety, 3 of 4.", "None of these"},
		{"Safety, 4 of 4.", "None of these"},
		{"b. Tiny, 1 min", "short"},
		{"b. My head aches more than mildly", "2"},
		{"Step 1 of 3:", "done"},
		{"Step 2 of 3:", "done"},
		{"Step 3 of 3:", "done"},
		{"That was the last step.", "1"},
		{"How hard was it?", "3"},
	}
}

// manner is when a process is killed.
type manner int

const (
	answered manner = iota // the answer to a line is on the screen
	written                // a line was written, and nobody waits
	amid                   // a while after that
	opening                // the program has just started
	manners
)

// killed is one data folder, and what its person saw through all the deaths.
type killed struct {
	t      *testing.T
	data   string
	random *rand.Rand
	child  *child
	kills  int
	seen   strings.Builder
}

// restart starts the program and returns at which stop it goes on.
func (k *killed) restart() int {
	k.t.Helper()
	k.child = startChild(k.t, k.data)
	texts := make([]string, 0, 16)
	for _, s := range killStops() {
		texts = append(texts, s.shows)
	}
	return k.await(append(texts, "What would you like to do?")...)
}

// await is the child's, and remembers what was seen.
func (k *killed) await(texts ...string) int {
	k.t.Helper()
	which := k.child.await(texts...)
	k.seen.WriteString(texts[which])
	return which
}

func (k *killed) kill() {
	k.t.Helper()
	k.seen.WriteString(k.child.kill())
	k.kills++
}

// dieAt brings the person from a stop towards the next and kills the program
// in one of the manners. It returns where the next process goes on.
func (k *killed) dieAt(at int, how manner) int {
	k.t.Helper()
	stops := killStops()
	least := at
	switch how {
	case answered:
		k.child.say(stops[at].type_)
		if at+1 < len(stops) {
			k.await(stops[at+1].shows)
		} else {
			k.await("It counts for your week: 1 of 2 so far.")
		}
		least = at + 1
	case written, amid:
		k.child.say(stops[at].type_)
		if how == amid {
			for range k.random.IntN(3000) {
				runtime.Gosched()
			}
		}
	case opening:
		k.kill()
		k.child = startChild(k.t, k.data)
		k.child.await("everything is kept.")
	}
	k.kill()
	next := k.restart()
	if next < least || next > at+1 {
		k.t.Errorf("killed at stop %d in manner %d it goes on at %d", at, how, next)
	}
	return next
}

// session leads a person through a whole session while the program is killed
// at every stop, in a manner that changes with the turn.
func (k *killed) session(turn int) {
	k.t.Helper()
	at := k.restart()
	if at != 0 {
		k.t.Fatalf("a new person begins at stop %d", at)
	}
	for n := turn; at < len(killStops()); n++ {
		next := k.dieAt(at, manner(n%int(manners)))
		if next == at { // the line was lost with the process: it is typed again
			k.child.say(killStops()[at].type_)
			next = at + 1
			if next < len(killStops()) {
				k.await(killStops()[next].shows)
			} else {
				k.await("It counts for your week: 1 of 2 so far.")
			}
		}
		at = next
	}
}

// finish looks at what came of it, on the screen and in the store.
func (k *killed) finish() (records int) {
	k.t.Helper()
	k.child.say("progress")
	k.await("1 of 2 sessions, 2 min.")
	k.seen.WriteString(k.child.leave())
	if !strings.Contains(k.seen.String(), "It counts for your week: 1 of 2 so far.") {
		k.t.Error("nobody ever told how the session went")
	}
	kept := keptIn(k.t, k.data)
	for _, r := range kept.records {
		if r.Result.End != "done" || len(r.Result.Steps) != 3 || *r.Result.Before != 2 || *r.Result.After != 1 || *r.Result.Effort != 3 {
			k.t.Errorf("the record says %+v", r.Result)
		}
	}
	if p := kept.person; p.Session != nil || len(p.Outbox) > 0 || len(p.Days) != 1 || p.Days[0].Sessions != 1 || len(p.Days[0].Pairs) != 1 {
		k.t.Errorf("session %v, outbox %v, days %+v", p.Session, p.Outbox, p.Days)
	}
	return len(kept.records)
}

// kept is what a data folder holds.
type kept struct {
	person  bot.Person
	records []bot.SessionRecord
}

func keptIn(t *testing.T, data string) (k kept) {
	t.Helper()
	store, err := boltstore.Open(filepath.Join(data, "unknot.db"), boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	stored, err := store.Load(context.Background(), me)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(stored.Data, &k.person); err != nil {
		t.Fatal(err)
	}
	records, err := store.Records(context.Background(), me, 0, 1<<62)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		var record bot.SessionRecord
		if err := json.Unmarshal(r.Data, &record); err != nil {
			t.Fatal(err)
		}
		k.records = append(k.records, record)
	}
	return k
}

// TestKill kills the real program with SIGKILL, again and again, at every step
// of a session: it goes on at the same step, no record is lost or doubled.
//
// It proves that nothing is kept in the process that matters. It does not
// prove what a power cut does: the page cache outlives a killed process. That
// every commit is synced is checked in boltstore.
func TestKill(t *testing.T) {
	t.Parallel()
	want := number("UNKNOT_KILLS", usualKills)
	var kills, sessions, records, lost, doubled int
	for turn := 0; kills < want; turn++ {
		k := &killed{t: t, data: t.TempDir(), random: rand.New(rand.NewPCG(uint64(turn), 7))}
		k.session(turn)
		found := k.finish()
		sessions, kills, records = sessions+1, kills+k.kills, records+found
		lost, doubled = lost+max(0, 1-found), doubled+max(0, found-1)
		if t.Failed() {
			break
		}
	}
	figures := fmt.Sprintf("killed %d times in %d sessions, %d records, %d lost, %d doubled", kills, sessions, records, lost, doubled)
	if t.Log(figures); lost+doubled > 0 {
		t.Error(figures)
	}
}
