package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord/discordtest"
)

// discordFault is something that goes wrong between the bot and Discord.
type discordFault struct {
	name string
	// one call in so many, of those that match, meets with: before it takes
	// effect, or after.
	one   int
	of    string
	with  discordtest.Fault
	after bool
	// act is what happens beside what somebody does.
	act func(api *discordtest.Server)
	// drops are ways to lose the connection, each in its turn: about once a
	// minute, and at the moment when somebody does something.
	drops []func(api *discordtest.Server)
	// outage takes everything away for ten minutes.
	outage bool
	// repeats says that the outcome of a send is not known: an answer may come
	// twice then.
	repeats bool
	// closes says that direct messages look closed: reminders do not come.
	closes bool
}

const (
	anyWrite     = `^(POST|PATCH|DELETE) (channels|interactions|webhooks)/`
	firstAnswers = `^POST interactions/`
	toReminded   = `^POST channels/5000\d+[13579]/`
)

// discordFaults are what Discord, and the network between, do.
func discordFaults() []discordFault {
	type on = *discordtest.Server
	resumed := []func(on){on.Drop, on.Reconnect, func(api on) { api.Close(4000) }}
	anew := []func(on){on.Invalidate, func(api on) { api.InvalidateNext(); api.Drop() }}
	return []discordFault{
		{name: "none"},
		{name: "error 500 before the effect", one: 4, of: anyWrite, with: discordtest.Refusal(500, 0), repeats: true},
		{name: "error 502 after it", one: 4, of: anyWrite, with: discordtest.Refusal(502, 0), after: true, repeats: true},
		{name: "cut off before the effect", one: 4, of: anyWrite, with: discordtest.HangUp, repeats: true},
		{name: "cut off after it", one: 4, of: anyWrite, with: discordtest.HangUp, after: true, repeats: true},
		{name: "no answer in time", one: 12, of: anyWrite, with: discordtest.Silence, repeats: true},
		{name: "429 of one bucket", one: 3, of: anyWrite, with: discordtest.TooMany(3, false)},
		{name: "429 of all", one: 6, of: anyWrite, with: discordtest.TooMany(3, true)},
		{name: "429 in HTML", one: 12, of: anyWrite, with: discordtest.Shut(3)},
		{name: "10062, the interaction is not known", one: 3, of: firstAnswers, with: discordtest.Refusal(404, 10062)},
		{name: "40060, it was answered before", one: 3, of: firstAnswers, with: discordtest.Refusal(400, 40060), after: true, repeats: true},
		{name: "50007, direct messages are closed", one: 1, of: toReminded, with: discordtest.Refusal(403, 50007), closes: true},
		{name: "the connection drops, and is taken up", drops: resumed},
		{name: "the connection drops, and is begun anew", drops: anew},
		{name: "interactions told again", act: on.Redeliver},
		{name: "nothing gets through", outage: true, repeats: true},
	}
}

// discordTrouble is a bot on Discord, some people and a fault.
type discordTrouble struct {
	t     *testing.T
	fault discordFault
	api   *discordtest.Server
	log   lockedBuffer

	lock            sync.Mutex
	began           time.Time
	random          *rand.Rand
	injected, again int
	dropped         time.Time      // when the connection was last
	inARow          map[string]int // faults since a call went through, by person
}

// drop loses the connection, unless it has not stood for a minute yet: Discord
// allows so many beginnings a day, and the bot waits longer after short ones.
func (tr *discordTrouble) drop() {
	tr.lock.Lock()
	early := len(tr.fault.drops) == 0 || time.Since(tr.dropped) < 70*time.Second
	if early {
		tr.lock.Unlock()
		return
	}
	lose := tr.fault.drops[tr.injected%len(tr.fault.drops)]
	tr.dropped, tr.injected = time.Now(), tr.injected+1
	tr.lock.Unlock() // what it takes may need time to pass, which it does not while somebody waits for a lock
	lose(tr.api)
}

// dropNowAndThen loses the connection also when nobody does anything.
func (tr *discordTrouble) dropNowAndThen() {
	for time.Since(tr.began) < 165*time.Minute {
		time.Sleep(75*time.Second + time.Duration(tr.draw(10_000))*time.Millisecond)
		tr.drop()
	}
}

// draw returns a random number below n.
func (tr *discordTrouble) draw(n int) int {
	tr.lock.Lock()
	defer tr.lock.Unlock()
	return tr.random.IntN(n)
}

func (tr *discordTrouble) count(n *int) {
	tr.lock.Lock()
	defer tr.lock.Unlock()
	*n++
}

// meets is what a call meets. A stranger, of whom nothing may be kept, is
// answered in three tries or not at all, so that no more fail in a row.
func (tr *discordTrouble) meets(call, person string) (discordtest.Fault, bool) {
	tr.lock.Lock()
	defer tr.lock.Unlock()
	if tr.fault.one == 0 || !regexp.MustCompile(tr.fault.of).MatchString(call) || tr.random.IntN(tr.fault.one) > 0 {
		return nil, false
	}
	if tr.inARow[person] == mostInARow && !tr.fault.closes {
		delete(tr.inARow, person)
		return nil, false
	}
	tr.inARow[person]++
	tr.injected++
	return tr.fault.with, tr.fault.after
}

// TestFaultsOnDiscord lets people do a session each, and get a reminder each,
// while everything goes wrong that can between the bot and Discord. Whatever it
// is: what was pressed and written is answered, every session is kept once with
// the numbers that were pressed, and no reminder comes twice.
func TestFaultsOnDiscord(t *testing.T) {
	people := number("UNKNOT_FAULTS", 4)
	var mu sync.Mutex
	rows := map[string]string{}
	t.Cleanup(func() {
		t.Log("| fault | injected | presses and texts | done again | lost | doubled | reminders | longest wait |")
		for _, f := range inPart(discordFaults()) {
			t.Log(rows[f.name])
		}
	})
	for i, f := range inPart(discordFaults()) {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				tr := &discordTrouble{t: t, fault: f, api: discordtest.New(t), random: rand.New(rand.NewPCG(uint64(i), 7)), inARow: map[string]int{}}
				row := tr.run(data, people)
				mu.Lock()
				defer mu.Unlock()
				rows[f.name] = row
			})
		})
	}
}

// run lets half of the people do a session, and the others wait for a reminder.
func (tr *discordTrouble) run(data string, people int) string {
	t := tr.t
	s := mustReadStory(t, "testdata/stories/completes.txt") // for its day
	time.Sleep(time.Until(s.start))
	tr.began = time.Now()
	tr.api.Slow("gateway/bot", odd)
	tr.api.Interfere(tr.meets)
	service := discordService(t, data, tr.api, &tr.log)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- service.run(ctx) }()
	all := make([]came, people)
	var there sync.WaitGroup
	for i := range people {
		there.Go(func() {
			p := &onDiscord{discordTrouble: tr, who: fmt.Sprint(100 + i)}
			if i%2 == 0 {
				all[i] = p.session()
				wantKept(t, service.store, p.doc(), true)
			} else {
				all[i] = p.reminder()
			}
		})
	}
	there.Go(tr.goAway)
	there.Go(tr.dropNowAndThen)
	there.Wait()
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	time.Sleep(2 * time.Minute) // for what still hangs
	if err := service.store.Close(); err != nil {
		t.Error(err)
	}
	if said := tr.log.String(); strings.Contains(said, "geheim") || strings.Contains(said, "Safety") {
		t.Errorf("the log says %q", said)
	}
	var sum came
	for _, c := range all {
		sum.add(c)
	}
	return tr.judge(sum, people/2)
}

// goAway is the outage: ten minutes in the middle of the sessions, and at the
// time of the reminders.
func (tr *discordTrouble) goAway() {
	if !tr.fault.outage {
		return
	}
	time.Sleep(85*time.Minute + 20*time.Second)
	tr.api.Break("", -1, discordtest.HangUp)
	time.Sleep(10 * time.Minute)
	tr.api.Mend()
}

// judge says what is wrong with what came, and returns it as a row of a table.
func (tr *discordTrouble) judge(sum came, reminded int) string {
	t := tr.t
	tr.lock.Lock() // what hung up may still be on its way
	defer tr.lock.Unlock()
	if sum.lost > 0 {
		t.Errorf("%d answers lost", sum.lost)
	}
	if sum.doubled > tr.again && !tr.fault.repeats {
		t.Errorf("%d answers came twice", sum.doubled)
	}
	if sum.reminders > reminded || sum.reminders < reminded && !tr.fault.closes && !tr.fault.outage {
		t.Errorf("%d reminders for %d people", sum.reminders, reminded)
	}
	if tr.fault.drops != nil && tr.injected < 100 {
		t.Errorf("the connection dropped %d times only", tr.injected)
	}
	injected := fmt.Sprint(tr.injected)
	if tr.fault.outage {
		injected = "for ten minutes"
	}
	return fmt.Sprintf("| %s | %s | %d | %d | %d | %d | %d of %d | %d s |", tr.fault.name, injected, sum.acts, tr.again, sum.lost, sum.doubled, sum.reminders, reminded, sum.late)
}
