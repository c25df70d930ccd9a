package redisstore_test

import (
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"unknot/bot"
)

// info returns a number from what a server says about itself.
func info(b *testing.B, s *server, section, field string) float64 {
	b.Helper()
	text, err := s.client(b, 0).Info(b.Context(), section).Result()
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(text, "\n"+field+":")
	value, _, _ := strings.Cut(rest, "\r")
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		b.Fatalf("%s of %s is %q", field, section, value)
	}
	return n
}

// BenchmarkMemory reports how many bytes a person costs whose document has 300
// bytes and is sealed: string, schedule and key. The goal is 750 at a million.
func BenchmarkMemory(b *testing.B) {
	server := start(b, "--appendonly", "no")
	below := open(b, server.url(0), nil)
	s := sealedOver(b, below, 1)
	n := people(b)
	for b.Loop() {
		if err := server.client(b, 0).FlushAll(b.Context()).Err(); err != nil {
			b.Fatal(err)
		}
		empty := info(b, server, "memory", "used_memory")
		fillAs(b, s, n, benchData, bot.Wakes{Bulk: time.Now().Add(time.Hour)})
		filled := info(b, server, "memory", "used_memory")
		b.ReportMetric((filled-empty)/float64(n), "B/person")
		stored, err := below.Load(b.Context(), benchDoc(0))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(stored.Data)), "B/document")
	}
}

// BenchmarkRecordMemory stores 60 records of 120 bytes for each person. The goal
// is 100 bytes beyond what is handed over. With sealing on top it is told as
// well.
func BenchmarkRecordMemory(b *testing.B) {
	for _, kind := range []string{"plain", "sealed"} {
		b.Run(kind, func(b *testing.B) {
			server := start(b, "--appendonly", "no")
			var s bot.Store = open(b, server.url(0), nil)
			if kind == "sealed" {
				s = sealedOver(b, s, 1)
			}
			recordMemory(b, server, s)
		})
	}
}

func recordMemory(b *testing.B, server *server, s bot.Store) {
	b.Helper()
	const each, size = 60, 120
	n := max(people(b)/20, 100)
	for b.Loop() {
		if err := server.client(b, 0).FlushAll(b.Context()).Err(); err != nil {
			b.Fatal(err)
		}
		wakes := bot.Wakes{Bulk: time.Now().Add(time.Hour)}
		fillAs(b, s, n, benchData, wakes)
		before := info(b, server, "memory", "used_memory")
		for i := range n {
			stored, err := s.Load(b.Context(), benchDoc(i))
			if err != nil {
				b.Fatal(err)
			}
			c := bot.Change{Doc: stored.Doc, Base: stored.Version, ID: "r", Data: stored.Data, Wakes: wakes}
			for r := range each {
				c.Records = append(c.Records, bot.Record{Position: bot.Position(1_700_000_000_000 + r*86_400_000), Data: make([]byte, size)})
			}
			commit(b, s, c)
		}
		after := info(b, server, "memory", "used_memory")
		b.ReportMetric((after-before)/float64(n*each)-size, "B/record-beyond")
	}
}

// BenchmarkRestart opens a store and claims for the first time, with few and
// with many people stored. The goals are a second, and 1.5 × few.
func BenchmarkRestart(b *testing.B) {
	server := start(b, "--appendonly", "no")
	due := bot.Wakes{Urgent: time.Now().Add(-time.Hour)}
	fillAs(b, open(b, server.url(0), nil), 1000, benchData, due)
	fillAs(b, open(b, server.url(1), nil), people(b), benchData, due)
	var spent [2]time.Duration
	rounds := 0
	for b.Loop() {
		for db := range spent {
			began := time.Now()
			s := open(b, server.url(db), nil)
			claimed, err := s.Claim(b.Context(), bot.Urgent, benchBatch, time.Millisecond)
			spent[db] += time.Since(began)
			if err != nil || len(claimed.Due) != benchBatch {
				b.Fatalf("claimed %d, %v", len(claimed.Due), err)
			}
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
		}
		rounds++
	}
	b.ReportMetric(float64(spent[1].Microseconds())/float64(rounds)/1000, "ms")
	b.ReportMetric(float64(spent[1])/float64(spent[0]), "×1000people")
}

// BenchmarkIdle looks at both lanes when nothing is due, as each replica does
// once a second. It reports the share of a core that takes, in the server and
// in the process. The goal is below 1 % each.
func BenchmarkIdle(b *testing.B) {
	server := start(b, "--appendonly", "no")
	s := open(b, server.url(0), nil)
	later := time.Now().Add(24 * time.Hour)
	fillAs(b, s, people(b), benchData, bot.Wakes{Urgent: later, Bulk: later})
	serverCPU := func() float64 {
		return info(b, server, "cpu", "used_cpu_sys") + info(b, server, "cpu", "used_cpu_user")
	}
	beforeServer, beforeOurs := serverCPU(), processCPU(b)
	looks := 0
	for b.Loop() {
		for _, lane := range []bot.Lane{bot.Urgent, bot.Bulk} {
			claimed, err := s.Claim(b.Context(), lane, benchBatch, time.Minute)
			if err != nil || len(claimed.Due) != 0 {
				b.Fatalf("claimed %d, %v", len(claimed.Due), err)
			}
		}
		looks++
	}
	b.ReportMetric(100*(serverCPU()-beforeServer)/float64(looks), "%server")
	b.ReportMetric(100*(processCPU(b)-beforeOurs)/float64(looks), "%process")
}

// processCPU returns how many seconds this process has worked.
func processCPU(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}
