package bottest_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

// tally is a store that only notes which operations reached it.
type tally struct{ reached []string }

func (s *tally) Load(context.Context, bot.DocID) (bot.Stored, error) {
	s.reached = append(s.reached, bottest.OpLoad)
	return bot.Stored{Doc: "a"}, nil
}

func (s *tally) Commit(_ context.Context, changes []bot.Change) ([]bot.Committed, error) {
	s.reached = append(s.reached, bottest.OpCommit)
	return make([]bot.Committed, len(changes)), nil
}

func (s *tally) Records(context.Context, bot.DocID, bot.Position, bot.Position) ([]bot.Record, error) {
	s.reached = append(s.reached, bottest.OpRecords)
	return nil, nil
}

func (s *tally) Claim(context.Context, bot.Lane, int, time.Duration) (bot.Claimed, error) {
	s.reached = append(s.reached, bottest.OpClaim)
	return bot.Claimed{}, nil
}

func (s *tally) Erase(context.Context, bot.DocID) error {
	s.reached = append(s.reached, bottest.OpErase)
	return nil
}

func (s *tally) Lease(context.Context, string, string, time.Duration) (bool, error) {
	s.reached = append(s.reached, bottest.OpLease)
	return true, nil
}

func (s *tally) Name(context.Context, string, bot.DocID, time.Duration) error {
	s.reached = append(s.reached, bottest.OpName)
	return nil
}

func (s *tally) Resolve(context.Context, string) (bot.DocID, error) {
	s.reached = append(s.reached, bottest.OpResolve)
	return "", bot.ErrNotFound
}

func (s *tally) Walk(context.Context, func(bot.Stored) error) error {
	s.reached = append(s.reached, bottest.OpWalk)
	return nil
}

func (s *tally) Close() error {
	s.reached = append(s.reached, "Close")
	return nil
}

// everything calls each operation once and returns their errors by name.
func everything(ctx context.Context, s bot.Store) map[string]error {
	errs := map[string]error{}
	_, errs[bottest.OpLoad] = s.Load(ctx, "a")
	_, errs[bottest.OpCommit] = s.Commit(ctx, []bot.Change{{Doc: "a"}})
	_, errs[bottest.OpRecords] = s.Records(ctx, "a", 0, 1)
	_, errs[bottest.OpClaim] = s.Claim(ctx, bot.Urgent, 1, time.Minute)
	errs[bottest.OpErase] = s.Erase(ctx, "a")
	_, errs[bottest.OpLease] = s.Lease(ctx, "role", "me", time.Minute)
	errs[bottest.OpName] = s.Name(ctx, "code", "a", time.Minute)
	_, errs[bottest.OpResolve] = s.Resolve(ctx, "code")
	errs[bottest.OpWalk] = s.Walk(ctx, nil)
	return errs
}

var errAway = errors.New("away")

func TestFlakyStoreFailsBefore(t *testing.T) {
	below := &tally{}
	flaky := bottest.NewFlakyStore(below)
	flaky.FailBefore(9, errAway)
	for op, err := range everything(t.Context(), flaky) {
		if !errors.Is(err, errAway) {
			t.Errorf("%s: %v, want the error it was told", op, err)
		}
	}
	if len(below.reached) != 0 {
		t.Errorf("%v reached the store below", below.reached)
	}
	for op, err := range everything(t.Context(), flaky) {
		if errors.Is(err, errAway) {
			t.Errorf("%s failed once more than it was told", op)
		}
	}
}

func TestFlakyStoreFailsAfter(t *testing.T) {
	below := &tally{}
	flaky := bottest.NewFlakyStore(below)
	flaky.FailAfter(100, errAway)
	for op, err := range everything(t.Context(), flaky) {
		want := errAway
		if op == bottest.OpResolve {
			want = bot.ErrNotFound // what fails below has no answer to lose
		}
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", op, err, want)
		}
	}
	if len(below.reached) != 9 {
		t.Errorf("only %v reached the store below", below.reached)
	}
	if stored, _ := flaky.Load(t.Context(), "a"); stored.Doc != "" {
		t.Errorf("a lost answer came with %v", stored)
	}
}

func TestFlakyStoreFailsNamedOperations(t *testing.T) {
	flaky := bottest.NewFlakyStore(&tally{})
	flaky.FailBefore(1, errAway, bottest.OpCommit)
	if _, err := flaky.Load(t.Context(), "a"); err != nil {
		t.Errorf("Load: %v, though only Commit should fail", err)
	}
	if _, err := flaky.Commit(t.Context(), nil); !errors.Is(err, errAway) {
		t.Errorf("Commit: %v, want the error it was told", err)
	}
}

func TestFlakyStoreHook(t *testing.T) {
	below := &tally{}
	flaky := bottest.NewFlakyStore(below)
	var hooked []string
	flaky.Hook = func(op string) {
		if len(hooked) != len(below.reached) {
			t.Errorf("%s reached the store before its hook", op)
		}
		hooked = append(hooked, op)
	}
	everything(t.Context(), flaky)
	if len(hooked) != 9 {
		t.Errorf("the hook saw only %v", hooked)
	}
}

func TestCountingStore(t *testing.T) {
	counting := bottest.NewCountingStore(&tally{})
	errs := everything(t.Context(), counting)
	_, _ = counting.Load(t.Context(), "b")
	for op := range errs {
		want := 1
		if op == bottest.OpLoad {
			want = 2
		}
		if got := counting.Count(op); got != want {
			t.Errorf("Count(%s) = %d, want %d", op, got, want)
		}
	}
	if got := counting.Total(); got != 10 {
		t.Errorf("Total() = %d, want 10", got)
	}
	counting.Reset()
	if got := counting.Total(); got != 0 {
		t.Errorf("Total() after Reset = %d", got)
	}
}

func TestDecoratorsClose(t *testing.T) {
	below := &tally{}
	flaky := bottest.NewFlakyStore(bottest.NewCountingStore(below))
	flaky.FailBefore(1, errAway)
	if err := flaky.Close(); err != nil || len(below.reached) != 1 {
		t.Errorf("Close: %v, reached %v", err, below.reached)
	}
}
