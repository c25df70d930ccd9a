package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/telegram/telegramtest"
)

// usualCrowd is how many people are there in each fault when UNKNOT_FAULTS says
// nothing.
const usualCrowd = 12

// stopFor is how long a server that has had enough wants no sends.
const stopFor = 3 * time.Second

// fault is something that goes wrong between the bot and Telegram.
type fault struct {
	name string
	// call is what a call meets; nil: no fault.
	call func(r *rand.Rand, c telegramtest.Call) telegramtest.Fault
	// act is what happens beside somebody's press or text.
	act func(r *rand.Rand, api *telegramtest.Server)
	// shuffle says that updates come in any order.
	shuffle bool
	// outage takes everything away for ten minutes.
	outage func(api *telegramtest.Server, away bool)
	// repeats says that the outcome of a send is not known: an answer may come
	// twice then, and a reminder may not come.
	repeats bool
}

// one in so many calls of a kind meets a fault.
func some(n int, kind func(telegramtest.Call) bool, f telegramtest.Fault) func(*rand.Rand, telegramtest.Call) telegramtest.Fault {
	return func(r *rand.Rand, c telegramtest.Call) telegramtest.Fault {
		if kind(c) && r.IntN(n) == 0 {
			return f
		}
		return nil
	}
}

func anyCall(telegramtest.Call) bool { return true }

// faults are what Telegram, the network between, and other programs do.
func faults() []fault {
	unavailable := telegramtest.Refusal(500, "Internal Server Error", 0)
	return []fault{
		{name: "none"},
		{name: "error 500 before the effect", call: some(4, anyCall, unavailable)},
		{name: "error 502 without a word, before the effect", call: some(4, anyCall, telegramtest.Bare(502)), repeats: true},
		{name: "error 502 without a word, after it", call: some(4, anyCall, telegramtest.After(telegramtest.Bare(502))), repeats: true},
		{name: "cut off before the effect", call: some(4, anyCall, telegramtest.HangUp), repeats: true},
		{name: "cut off after the effect", call: some(4, anyCall, telegramtest.After(telegramtest.HangUp)), repeats: true},
		{name: "no answer in time, before the effect", call: some(12, anyCall, telegramtest.Hang), repeats: true},
		{name: "no answer in time, after it", call: some(12, anyCall, telegramtest.After(telegramtest.Hang)), repeats: true},
		{name: "a storm of 429", call: some(3, telegramtest.Call.Sends, telegramtest.Refusal(429, "Too Many Requests: retry after 3", int(stopFor/time.Second)))},
		{name: "409, somebody else polls", call: some(3, func(c telegramtest.Call) bool { return c.Method == "getUpdates" }, telegramtest.Refusal(409, "Conflict", 0))},
		{name: "updates delivered again", act: func(r *rand.Rand, api *telegramtest.Server) { api.Redeliver(r.IntN(30)) }},
		{name: "updates in any order, and again", shuffle: true, act: func(r *rand.Rand, api *telegramtest.Server) { api.Redeliver(r.IntN(30)); api.Redeliver(r.IntN(30)) }},
		{name: "no connection", outage: (*telegramtest.Server).Leave},
		{name: "error 500 and nothing else", call: nil, outage: breaks(unavailable)},
		{name: "every connection cut off", outage: breaks(telegramtest.HangUp), repeats: true},
	}
}

// breaks lets every send meet a fault.
func breaks(f telegramtest.Fault) func(*telegramtest.Server, bool) {
	return func(api *telegramtest.Server, away bool) {
		if !away {
			f = nil
		}
		api.Break(f)
	}
}

// trouble is a bot, some people and a fault.
type trouble struct {
	t     *testing.T
	fault fault
	api   *telegramtest.Server
	log   lockedBuffer
	private

	patience time.Duration // how long somebody waits for an answer
	hurry    time.Duration // how many times faster than people everybody is, outside of a bubble

	lock     sync.Mutex
	began    time.Time
	random   *rand.Rand
	injected int
	inARow   map[string]int       // faults since a call went through, by chat; nil counts none
	told     map[string]time.Time // by chat: when Telegram last said that it wants no sends
	early    int                  // sends to it all the same
}

// mostInARow is how many calls for one chat fail in a row. A stranger, of whom
// nothing may be kept, is answered in three tries or not at all.
const mostInARow = 2

// call implements Interfere of telegramtest.Server.
func (tr *trouble) call(c telegramtest.Call) telegramtest.Fault {
	tr.lock.Lock()
	defer tr.lock.Unlock()
	if told := tr.told[c.Form.Get("chat_id")]; c.Sends() && c.At.After(told) && c.At.Before(told.Add(stopFor)) {
		tr.early++
	}
	if tr.fault.call == nil {
		return nil
	}
	f, chat := tr.fault.call(tr.random, c), c.Form.Get("chat_id")
	if f == nil || chat != "" && tr.inARow[chat] == mostInARow {
		delete(tr.inARow, chat)
		return nil
	}
	if tr.inARow != nil {
		tr.inARow[chat]++
	}
	tr.injected++
	return func(w http.ResponseWriter, effect func(http.ResponseWriter)) {
		if strings.Contains(tr.fault.name, "429") {
			tr.lock.Lock()
			tr.told[c.Form.Get("chat_id")] = c.At
			tr.lock.Unlock()
		}
		f(w, effect)
	}
}

// rest is what people do between what they do.
func (tr *trouble) rest(d time.Duration) {
	if tr.hurry == 0 {
		time.Sleep(d) // in a bubble
		return
	}
	<-time.After(d / tr.hurry)
}

// draw returns a random number below n.
func (tr *trouble) draw(n int) int {
	tr.lock.Lock()
	defer tr.lock.Unlock()
	return tr.random.IntN(n)
}

// outcome of a fault, over all people.
type came struct{ acts, lost, doubled, reminders, late int }

func (c *came) add(other came) {
	c.acts += other.acts
	c.lost += other.lost
	c.doubled += other.doubled
	c.reminders += other.reminders
	c.late = max(c.late, other.late)
}

// TestFaultsOnTelegram lets people do a session each, and get a reminder each,
// while everything goes wrong that can between the bot and Telegram. Whatever it
// is: every press and text is answered, every session is kept once with the
// numbers that were pressed, no reminder comes twice, the platform's limit is
// kept, and nobody has to start anything again.
func TestFaultsOnTelegram(t *testing.T) {
	people := number("UNKNOT_FAULTS", usualCrowd)
	var mu sync.Mutex
	rows := map[string]string{}
	t.Cleanup(func() {
		t.Log("| fault | injected | presses and texts | lost | doubled | reminders | longest wait |")
		for _, f := range inPart(faults()) {
			t.Log(rows[f.name])
		}
	})
	for i, f := range inPart(faults()) {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				tr := &trouble{t: t, fault: f, patience: 30 * time.Minute, api: telegramtest.New(), random: rand.New(rand.NewPCG(uint64(i), 6)), told: map[string]time.Time{}, inARow: map[string]int{}}
				row := tr.run(data, people)
				mu.Lock()
				defer mu.Unlock()
				rows[f.name] = row
			})
		})
	}
}

// run lets half of the people do a session, and the others wait for a reminder.
func (tr *trouble) run(data string, people int) string {
	t := tr.t
	s := mustReadStory(t, "testdata/stories/completes.txt") // for its day
	time.Sleep(time.Until(s.start))
	tr.began = time.Now()
	tr.api.Interfere, tr.api.Limits.PerSecond = tr.call, 30
	if tr.fault.shuffle {
		tr.api.Shuffle = rand.New(rand.NewPCG(1, 2))
	}
	service := telegramService(t, data, tr.api, &tr.log)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- service.run(ctx) }()
	all := make([]came, people)
	var there sync.WaitGroup
	for i := range people {
		there.Go(func() {
			p := &troubled{trouble: tr, who: int64(100 + i)}
			if i%2 == 0 {
				all[i] = p.session()
			} else {
				all[i] = p.reminder()
			}
		})
	}
	there.Go(tr.goAway)
	there.Wait()
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	time.Sleep(2 * time.Minute) // for what still hangs
	var sum came
	for i, c := range all {
		sum.add(c)
		if i%2 == 0 {
			tr.kept(service.store, int64(100+i))
		}
	}
	if err := service.store.Close(); err != nil {
		t.Error(err)
	}
	tr.wantCleanLog(t, tr.log.String())
	return tr.judge(sum, people/2)
}

// goAway is the outage: ten minutes in the middle of the sessions, and at the
// time of the reminders.
func (tr *trouble) goAway() {
	if tr.fault.outage == nil {
		return
	}
	time.Sleep(85 * time.Minute)
	time.Sleep(20 * time.Second)
	tr.fault.outage(tr.api, true)
	time.Sleep(10 * time.Minute)
	tr.fault.outage(tr.api, false)
}

// judge says what is wrong with what came, and returns it as a row of a table.
func (tr *trouble) judge(sum came, reminded int) string {
	t := tr.t
	tr.lock.Lock() // what hung up may still be on its way
	defer tr.lock.Unlock()
	most, over := tr.api.Peak()
	if sum.lost > 0 || over > 0 || tr.early > 0 {
		t.Errorf("%d answers lost; %d sends a second, %d over the limit; %d before Telegram wanted any again", sum.lost, most, over, tr.early)
	}
	if sum.doubled > 0 && !tr.fault.repeats {
		t.Errorf("%d answers came twice", sum.doubled)
	}
	if sum.reminders > reminded || sum.reminders < reminded && !tr.fault.repeats {
		t.Errorf("%d reminders for %d people", sum.reminders, reminded)
	}
	if tr.api.Waiting() > 0 {
		t.Errorf("%d updates are not received", tr.api.Waiting())
	}
	injected := strconv.Itoa(tr.injected)
	if tr.fault.outage != nil {
		injected = "for ten minutes"
	}
	return fmt.Sprintf("| %s | %s | %d | %d | %d | %d of %d | %d s |", tr.fault.name, injected, sum.acts, sum.lost, sum.doubled, sum.reminders, reminded, sum.late)
}
