package redisstore_test

import (
	"maps"
	"testing"
	"time"

	"unknot/adapters/redisstore"
)

func hintsOf(wakes ...int64) *redisstore.Hints {
	h := redisstore.NewHints(len(wakes))
	for b, wake := range wakes {
		h.Lower(b, wake)
	}
	return h
}

func TestHintsPlan(t *testing.T) {
	const never = redisstore.Never
	for name, test := range map[string]struct {
		heads []int64
		until int64
		n     int
		wide  bool
		want  map[int]int
		limit int64
	}{
		"nothing":                       {[]int64{never, never}, 100, 16, false, map[int]int{}, 0},
		"not yet":                       {[]int64{101, never}, 100, 16, true, map[int]int{}, 0},
		"one, and none behind it":       {[]int64{never, 40}, 100, 16, false, map[int]int{1: 16}, 100},
		"as far as the next and a bit":  {[]int64{90_010, 95_000, 97_000}, 100_000, 16, false, map[int]int{0: 16}, 96_000},
		"the others are too far":        {[]int64{90_010, 95_000, 97_000}, 100_000, 16, true, map[int]int{0: 16}, 96_000},
		"together":                      {[]int64{90_010, 90_020, 90_030, 99_000}, 100_000, 16, true, map[int]int{0: 6, 1: 5, 2: 5}, 91_010},
		"together, being so late":       {[]int64{0, 9_000, 11_000}, 160_000, 16, true, map[int]int{0: 8, 1: 8}, 10_000},
		"more buckets than wanted":      {[]int64{1, 1, 1}, 100, 1, false, nil, 100},
		"what is not due stays outside": {[]int64{10, 101}, 100, 16, true, map[int]int{0: 16}, 100},
		"a script takes so many":        {[]int64{10, never}, 100, 1000, true, map[int]int{0: 128}, 100},
	} {
		t.Run(name, func(t *testing.T) {
			got, limit := hintsOf(test.heads...).Plan(test.until, test.n, test.wide)
			if test.want == nil {
				test.want = got // chosen at random
			}
			sum := 0
			for _, n := range got {
				sum += n
			}
			// Which of those that come together gets one more is chosen at random.
			if len(got) != len(test.want) || sum > test.n || limit != test.limit || len(got) == 1 && !maps.Equal(got, test.want) {
				t.Errorf("planned %v up to %d, want %v up to %d", got, limit, test.want, test.limit)
			}
		})
	}
}

// TestHintsLearn covers an answer that the server gave before it saved a wake
// which this process noted meanwhile.
func TestHintsLearn(t *testing.T) {
	h := hintsOf(50)
	asked := h.Asking()
	h.Lower(0, 20)
	h.Learn(0, 70, asked[0])
	if got := h.Next(); got != 20 {
		t.Errorf("an older answer hid a wake: next is %d, want 20", got)
	}
	h.Learn(0, 70, h.Asking()[0])
	if got := h.Next(); got != 70 {
		t.Errorf("next is %d, want 70", got)
	}
	h.Lower(0, redisstore.Never)
	if got := h.Next(); got != 70 {
		t.Errorf("never is no wake: next is %d, want 70", got)
	}
}

func TestHintsStale(t *testing.T) {
	h := hintsOf(1)
	now := time.Now()
	for _, step := range []struct {
		passed time.Duration
		want   bool
	}{{0, true}, {0, false}, {999 * time.Millisecond, false}, {time.Second, true}, {time.Second, false}} {
		if got := h.Stale(now.Add(step.passed)); got != step.want {
			t.Errorf("after %v stale is %v, want %v", step.passed, got, step.want)
		}
	}
}
