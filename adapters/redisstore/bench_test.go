package redisstore_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"unknot/adapters/redisstore"
	"unknot/bot"
)

const (
	benchData    = 300 // bytes of an ordinary document
	benchWorkers = 16
	benchBatch   = 16
)

// benchStore returns a store on a server of its own that keeps nothing on disk:
// what keeping costs is another question, which BenchmarkAlways answers.
func benchStore(b *testing.B) *redisstore.Store {
	b.Helper()
	return open(b, start(b, "--appendonly", "no").url(0), nil)
}

// people returns how many documents a benchmark stores: UNKNOT_PEOPLE, or few.
func people(b *testing.B) int {
	b.Helper()
	text := os.Getenv("UNKNOT_PEOPLE")
	if text == "" {
		return 20_000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		b.Fatalf("UNKNOT_PEOPLE is %q: give a number of people", text)
	}
	return n
}

// benchDoc is the ID of a person, as long as any.
func benchDoc(i int) bot.DocID { return bot.DocID(fmt.Sprintf("platform:%018d", i)) }

// fillAs creates n documents that wake at some moment.
func fillAs(b *testing.B, s bot.Store, n, size int, wakes bot.Wakes) {
	b.Helper()
	var all sync.WaitGroup
	for w := range benchWorkers {
		all.Go(func() {
			for i := w * benchBatch; i < n; i += benchWorkers * benchBatch {
				var changes []bot.Change
				for j := i; j < min(i+benchBatch, n); j++ {
					changes = append(changes, bot.Change{Doc: benchDoc(j), ID: "c", Data: make([]byte, size), Wakes: wakes})
				}
				if _, err := s.Commit(b.Context(), changes); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
}

// rate runs a call n times in all workers together and returns how often it
// ran a second.
func rate(b *testing.B, n int, call func(ctx context.Context) error) float64 {
	b.Helper()
	var left atomic.Int64
	left.Store(int64(n))
	var all sync.WaitGroup
	began := time.Now()
	for range benchWorkers {
		all.Go(func() {
			for left.Add(-1) >= 0 {
				if err := call(b.Context()); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	return float64(n) / time.Since(began).Seconds()
}

// returnOne returns the cheapest script there is, with the store's client.
func returnOne(b *testing.B, s *redisstore.Store) func(ctx context.Context) error {
	b.Helper()
	one := redis.NewScript("return 1")
	client := redisstore.Client(s)
	if err := one.Load(b.Context(), client).Err(); err != nil {
		b.Fatal(err)
	}
	return func(ctx context.Context) error { return one.EvalSha(ctx, client, []string{"unknot:{0}:x"}).Err() }
}

// turns is how often two things are measured one after the other, as the
// machine is not quiet.
const turns = 8

// compare runs a call, which handles a batch of documents, b.N times and
// reports its rate beside the one of returnOne.
func compare(b *testing.B, s *redisstore.Store, call func(ctx context.Context) (int, error)) {
	b.Helper()
	one := returnOne(b, s)
	rate(b, 5_000, one) // warm
	var documents atomic.Int64
	var reference, ours float64 // seconds
	const calls = 8_000
	for range turns {
		reference += calls / rate(b, calls, one)
		n := max(b.N/turns, 1)
		ours += float64(n) / rate(b, n, func(ctx context.Context) error {
			n, err := call(ctx)
			documents.Add(int64(n))
			return err
		})
	}
	second := float64(documents.Load()) / ours
	b.ReportMetric(second, "docs/s")
	b.ReportMetric(second/(turns*calls/reference), "×return1")
	b.ReportMetric(0, "ns/op") // it would be the sum of both
}

// BenchmarkClaim claims batches of 16 out of a crowd, with 16 workers. The
// goal is 1.5 × return1.
func BenchmarkClaim(b *testing.B) {
	s := benchStore(b)
	fillAs(b, s, people(b), benchData, bot.Wakes{Urgent: time.Now().Add(-time.Hour)})
	compare(b, s, func(ctx context.Context) (int, error) {
		claimed, err := s.Claim(ctx, bot.Urgent, benchBatch, time.Millisecond)
		return len(claimed.Due), err
	})
}

// BenchmarkClaimSpread is BenchmarkClaim with wakes over an hour: most claims
// ask many buckets.
func BenchmarkClaimSpread(b *testing.B) {
	s := benchStore(b)
	now := time.Now()
	for i := range people(b) / 100 {
		changes := make([]bot.Change, 100)
		for j := range changes {
			at := now.Add(-time.Duration(i*100+j) * time.Hour / time.Duration(people(b)))
			changes[j] = bot.Change{Doc: bot.DocID(fmt.Sprint(i, "-", j)), ID: "c", Data: make([]byte, benchData), Wakes: bot.Wakes{Urgent: at}}
		}
		if _, err := s.Commit(b.Context(), changes); err != nil {
			b.Fatal(err)
		}
	}
	compare(b, s, func(ctx context.Context) (int, error) {
		claimed, err := s.Claim(ctx, bot.Urgent, benchBatch, time.Millisecond)
		return len(claimed.Due), err
	})
}

// claimAndCommit handles one batch as the bot does: claim, save what was
// decided, and save what became of it.
func claimAndCommit(ctx context.Context, s bot.Store, number *atomic.Int64) (int, error) {
	claimed, err := s.Claim(ctx, bot.Urgent, benchBatch, time.Minute)
	if err != nil {
		return 0, err
	}
	// Not due before all is saved, and then behind all others.
	for _, wake := range []time.Time{claimed.Now.Add(time.Minute), claimed.Now} {
		changes := make([]bot.Change, len(claimed.Due))
		for i, d := range claimed.Due {
			changes[i] = bot.Change{
				Doc: d.Doc, Base: d.Version, ID: bot.CommitID(fmt.Sprint(number.Add(1))), Data: d.Data,
				Wakes: bot.Wakes{Urgent: wake},
			}
			claimed.Due[i].Version++
		}
		done, err := s.Commit(ctx, changes)
		if err != nil {
			return 0, err
		}
		for _, d := range done {
			if d.Err != nil {
				return 0, d.Err
			}
		}
	}
	return len(claimed.Due), nil
}

// BenchmarkClaimCommitDelivered is the store's part of a nudge: a claim and
// two commits. The goal is 0.6 × return1.
func BenchmarkClaimCommitDelivered(b *testing.B) {
	s := benchStore(b)
	fillAs(b, s, people(b), benchData, bot.Wakes{Urgent: time.Now().Add(-time.Hour)})
	var number atomic.Int64
	compare(b, s, func(ctx context.Context) (int, error) { return claimAndCommit(ctx, s, &number) })
}

// BenchmarkAlways compares a server that syncs always with one that keeps no
// append-only file, in turns. The goal is 0.4.
func BenchmarkAlways(b *testing.B) {
	always, without := start(b, "--appendfsync", "always"), start(b, "--appendonly", "no")
	stores := map[string]*redisstore.Store{"always": open(b, always.url(0), nil), "without": open(b, without.url(0), nil)}
	for _, s := range stores {
		fillAs(b, s, 10_000, benchData, bot.Wakes{Urgent: time.Now().Add(-time.Hour)})
	}
	var number atomic.Int64
	spent := map[string]time.Duration{}
	b.ResetTimer()
	for range turns {
		for kind, s := range stores {
			began := time.Now()
			rate(b, max(b.N/turns, 1), func(ctx context.Context) error {
				_, err := claimAndCommit(ctx, s, &number)
				return err
			})
			spent[kind] += time.Since(began)
		}
	}
	b.ReportMetric(float64(spent["without"])/float64(spent["always"]), "×without")
	b.ReportMetric(0, "ns/op") // it would be the sum of both
}

// BenchmarkCommit saves one document after the other, from one goroutine.
func BenchmarkCommit(b *testing.B) {
	s := benchStore(b)
	data := make([]byte, benchData)
	version := bot.Version(0)
	for b.Loop() {
		version = commit(b, s, bot.Change{Doc: "a", Base: version, ID: bot.CommitID(fmt.Sprint(version)), Data: data})
	}
}

// BenchmarkSchedule compares a commit that moves a wake with the barest
// compare-and-set of a string of that size, among many people. The goal is
// at most 2 ×.
func BenchmarkSchedule(b *testing.B) {
	s := benchStore(b)
	fillAs(b, s, people(b), benchData, bot.Wakes{Bulk: time.Now().Add(time.Hour)})
	client := redisstore.Client(s)
	set := redis.NewScript(`if redis.call('GETRANGE', KEYS[1], 0, 7) == ARGV[1] then return 0 end redis.call('SET', KEYS[1], ARGV[2]) return 1`)
	data := make([]byte, benchData)
	var bare, ours time.Duration
	version := bot.Version(0)
	if err := set.Load(b.Context(), client).Err(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		began := time.Now()
		if err := set.EvalSha(b.Context(), client, []string{"unknot:{0}:x"}, "12345678", data).Err(); err != nil {
			b.Fatal(err)
		}
		bare += time.Since(began)
		began = time.Now()
		version = commit(b, s, bot.Change{
			Doc: "a", Base: version, ID: bot.CommitID(fmt.Sprint(version)), Data: data,
			Wakes: bot.Wakes{Bulk: began.Add(time.Hour)},
		})
		ours += time.Since(began)
	}
	b.ReportMetric(float64(ours)/float64(bare), "×set")
}
