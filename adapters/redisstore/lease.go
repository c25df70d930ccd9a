package redisstore

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Lease implements bot.Store. A duration that is not above zero gives the
// role back.
func (s *Store) Lease(ctx context.Context, role, holder string, d time.Duration) (bool, error) {
	err := errors.Join(checkName("role", role), checkName("holder", holder))
	var held int
	if err == nil {
		held, err = s.ask(ctx, &call{
			script: s.scripts.lease,
			keys:   []string{s.keys.lease(s.names.role(role))},
			args:   []any{s.clock.argument(), span(d), holder},
		})
	}
	if err != nil {
		return false, fmt.Errorf("lease a role: %w", err)
	}
	return held == 1, nil
}

// ask runs a script that answers with a number.
func (s *Store) ask(ctx context.Context, c *call) (int, error) {
	if err := s.run(ctx, c); err != nil {
		return 0, err
	}
	return c.cmd.Int()
}
