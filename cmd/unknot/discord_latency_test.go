package main

import (
	"slices"
	"testing"
	"time"
)

// TestLatencyOnDiscord measures how long it is from an interaction to the call
// that answers it, 200 a second, while a thousand others wait for Discord. It
// asserts no time: `make prove` prints it.
func TestLatencyOnDiscord(t *testing.T) {
	const people, aRound = 200, 200
	presses := number("UNKNOT_UPDATES", aRound)
	others := 1000
	if presses <= aRound {
		others = 100 // enough to see that it works
	}
	for _, door := range []bool{false, true} {
		t.Run(map[bool]string{false: "connection", true: "door"}[door], func(t *testing.T) {
			p := newDiscordPressure(t, config{Redis: secret{redisServer(t, "--appendfsync", "everysec")}, Key: secret{made(t)}}, door)
			p.all(people, func(i int) { p.does(1000+i, true, agreeing()) })
			p.answered(people)
			p.took = make([]time.Duration, 0, presses)
			for range max(1, presses/aRound) {
				p.round(people, others, aRound)
			}
			slices.Sort(p.took)
			at := func(share float64) time.Duration {
				return p.took[int(share*float64(len(p.took)-1))].Round(10 * time.Microsecond)
			}
			t.Logf("%d interactions beside %d that wait: answer written after %v (half), %v (99 of 100), %v (all)", len(p.took), others, at(0.5), at(0.99), at(1))
		})
	}
}

// TestSoakOnDiscord lets many interactions come through the door, and looks
// whether anything grows with them.
func TestSoakOnDiscord(t *testing.T) {
	const people = 64
	p := newDiscordPressure(t, config{Data: t.TempDir()}, true)
	p.all(people, func(i int) { p.does(1000+i, true, agreeing()) })
	updates := number("UNKNOT_SOAK", 600)
	var heap uint64
	var runs int
	for i := range updates {
		if i == updates/10 {
			heap, runs = heapInUse(), fewest()
		}
		p.answered(1)
		p.does(1000+i%people, true, asksForProgress)
	}
	p.answered(people)
	lateHeap, lateRuns := heapInUse(), fewest()
	t.Logf("%d interactions; heap %d KiB after a tenth and %d KiB at the end; goroutines %d and %d", updates, heap>>10, lateHeap>>10, runs, lateRuns)
	if lateHeap > heap+heap/5+4<<20 || lateRuns > runs+people {
		t.Error("something grows with what is handled")
	}
}
