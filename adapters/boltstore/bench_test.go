package boltstore_test

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

// benchData is the size of an ordinary document.
const benchData = 300

func BenchmarkCommit(b *testing.B) {
	s := open(b, dataFile(b), nil)
	data := make([]byte, benchData)
	version := bot.Version(0)
	for b.Loop() {
		version = commit(b, s, bot.Change{Doc: "a", Base: version, ID: bot.CommitID(fmt.Sprint(version)), Data: data})
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
		for version := bot.Version(0); pb.Next(); {
			version = commit(b, s, bot.Change{Doc: doc, Base: version, ID: bot.CommitID(fmt.Sprint(version)), Data: data})
		}
	})
}

// BenchmarkClaim claims 16 of 10,000 documents that are all overdue.
func BenchmarkClaim(b *testing.B) {
	c := bottest.NewClock()
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
	c := bottest.NewClock()
	s := open(b, dataFile(b), c)
	commit(b, s, bot.Change{Doc: "a", ID: "c", Wakes: bot.Wakes{Urgent: c.Now().Add(time.Hour)}})
	for b.Loop() {
		if _, err := s.Claim(b.Context(), bot.Urgent, 16, time.Minute); err != nil {
			b.Fatal(err)
		}
	}
}

// fillMany saves n documents with a record each.
func fillMany(b *testing.B, s bot.Store, n int) {
	b.Helper()
	changes := make([]bot.Change, n)
	for i := range changes {
		changes[i] = bot.Change{
			Doc: bot.DocID(fmt.Sprint(i)), ID: "c", Data: make([]byte, benchData),
			Records: []bot.Record{{Position: 1, Data: make([]byte, 60)}},
		}
	}
	if _, err := s.Commit(b.Context(), changes); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkSocket compares calls in the process with the same ones through the
// socket. A walk goes through 10,000 documents.
func BenchmarkSocket(b *testing.B) {
	all := serveAndDial(b, filepath.Join(shortFolder(b), "unknot.db"), nil)
	fillMany(b, all.file, 10_000)
	for name, s := range map[string]bot.Store{"direct": all.file, "dialled": all.dialed} {
		b.Run("load/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Load(b.Context(), "77"); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("commit/"+name, func(b *testing.B) {
			stored, err := s.Load(b.Context(), "77")
			if err != nil {
				b.Fatal(err)
			}
			for version := stored.Version; b.Loop(); {
				version = commit(b, s, bot.Change{Doc: "77", Base: version, ID: bot.CommitID(fmt.Sprint(version)), Data: stored.Data})
			}
		})
		b.Run("walk/"+name, func(b *testing.B) {
			for b.Loop() {
				if err := s.Walk(b.Context(), func(bot.Stored) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSnapshot copies 100,000 documents, reads the copy back and syncs it.
func BenchmarkSnapshot(b *testing.B) {
	s, folder := open(b, dataFile(b), nil), b.TempDir()
	for range 10 {
		changes := make([]bot.Change, 10_000)
		for i := range changes {
			changes[i] = bot.Change{Doc: bot.DocID(rand.Text()), ID: "c", Data: make([]byte, benchData)}
		}
		if _, err := s.Commit(b.Context(), changes); err != nil {
			b.Fatal(err)
		}
	}
	now := day(1)
	for b.Loop() {
		info, err := os.Stat(snapshot(b, s, folder, now))
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(info.Size())
		now = now.AddDate(0, 0, 1)
	}
}

// BenchmarkEraseAndCreate pays for the mark that keeps versions from repeating.
func BenchmarkEraseAndCreate(b *testing.B) {
	s := open(b, dataFile(b), nil)
	for b.Loop() {
		commit(b, s, bot.Change{Doc: "a", ID: "c", Data: make([]byte, benchData)})
		if err := s.Erase(b.Context(), "a"); err != nil {
			b.Fatal(err)
		}
	}
}
