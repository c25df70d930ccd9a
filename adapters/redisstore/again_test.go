package redisstore_test

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/redis/go-redis/v9"
	"pgregory.net/rapid"
)

// again runs every script one to four times, as a client does whose answers
// are late, and then loses the answer now and then.
type again struct {
	t       *rapid.T // nil runs everything once
	scripts map[string]int
}

var errLost = errors.New("the answer was lost")

func (a *again) DialHook(next redis.DialHook) redis.DialHook { return next }

func (a *again) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		return a.repeat([]redis.Cmder{cmd}, func() error { return next(ctx, cmd) })
	}
}

func (a *again) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		return a.repeat(cmds, func() error { return next(ctx, cmds) })
	}
}

func (a *again) repeat(cmds []redis.Cmder, run func() error) error {
	if a.t == nil || cmds[0].Name() != "evalsha" {
		return run()
	}
	times := rapid.IntRange(1, 4).Draw(a.t, "times")
	var err error
	for range times {
		err = run()
	}
	a.scripts[fmt.Sprint(cmds[0].Args()[1])] += times
	if rapid.IntRange(0, 3).Draw(a.t, "lost") > 0 {
		return err
	}
	lost := fmt.Errorf("%w: %w", errLost, io.ErrUnexpectedEOF)
	for _, cmd := range cmds {
		cmd.SetErr(lost)
	}
	return lost
}
