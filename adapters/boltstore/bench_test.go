package boltstore_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"unknot/bot"
)

// benchData is the size of an ordinary document.
const benchData = 300

func BenchmarkCommit(b *testing.B) {
	s := open(b, dataFile(b), nil)
	data := make([]byte, benchData)
	version := bot.Version(0)
	for b.Loop() {
		commit(b, s, bot.Change{Doc: "a", Base: version, ID: bot.CommitID(fmt.Sprint(version)), Data: data})
		version++
	}
}

// BenchmarkCommit64 is BenchmarkCommit with 64 people at once.
func BenchmarkCommit64(b *testing.B) {
	s := open(b, dataFile(b), nil)
	data := make([]byte, benchData)
	var people atomic.Int64
	b.SetParallelism(64)
	b.RunParallel(func(pb *testing.PB) {
		doc := bot.DocID(fmt.Sprint(people.Add(1)))
		for version := bot.Version(0); pb.Next(); version++ {
			commit(b, s, bot.Change{Doc: doc, Base: version, ID: bot.CommitID(fmt.Sprint(version)), Data: data})
		}
	})
}

// BenchmarkClaim claims 16 of 10,000 documents that are all overdue.
func BenchmarkClaim(b *testing.B) {
	c := newClock()
	s := open(b, dataFile(b), c)
	changes := make([]bot.Change, 10_000)
	for i := range changes {
		changes[i] = bot.Change{Doc: bot.DocID(fmt.Sprint(i)), ID: "c", Data: make([]byte, benchData), Wakes: bot.Wakes{Urgent: c.Now()}}
	}
	if _, err := s.Commit(b.Context(), changes); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c.Advance(time.Second)
		claimed, err := s.Claim(b.Context(), bot.Urgent, 16, 0)
		if err != nil || len(claimed.Due) != 16 {
			b.Fatalf("claimed %d, %v", len(claimed.Due), err)
		}
	}
}

func BenchmarkClaimIdle(b *testing.B) {
	c := newClock()
	s := open(b, dataFile(b), c)
	commit(b, s, bot.Change{Doc: "a", ID: "c", Wakes: bot.Wakes{Urgent: c.Now().Add(time.Hour)}})
	for b.Loop() {
		if _, err := s.Claim(b.Context(), bot.Urgent, 16, time.Minute); err != nil {
			b.Fatal(err)
		}
	}
}
