package redisstore

import (
	"context"
	"crypto/sha1"
	"embed"
	"encoding/hex"
	"fmt"

	"github.com/redis/go-redis/v9"
)

//go:embed scripts/*.lua
var sources embed.FS

// script is one Lua script. The server knows it by the SHA-1 of its source.
type script struct {
	source string
	hash   string
}

// scripts holds one script for each thing the store does.
type scripts struct {
	load, commit, records, claim, erase  script
	enlist, name, resolve, unname, lease script
	header, rewrap, budget               script
}

func readScripts() (scripts, error) {
	var s scripts
	for file, to := range map[string]*script{
		"load": &s.load, "commit": &s.commit, "records": &s.records, "claim": &s.claim, "erase": &s.erase,
		"enlist": &s.enlist, "name": &s.name, "resolve": &s.resolve, "unname": &s.unname, "lease": &s.lease,
		"header": &s.header, "rewrap": &s.rewrap, "budget": &s.budget,
	} {
		source, err := sources.ReadFile("scripts/" + file + ".lua")
		if err != nil {
			return scripts{}, err
		}
		sum := sha1.Sum(source)
		*to = script{string(source), hex.EncodeToString(sum[:])}
	}
	return s, nil
}

// call is one run of a script.
type call struct {
	script script
	keys   []string
	args   []any
	once   bool // must not be repeated by the client

	cmd *redis.Cmd // the answer, after run
}

// command makes a fresh command of a call.
func (c *call) command(ctx context.Context) redis.Cmder {
	args := make([]any, 0, 3+len(c.keys)+len(c.args))
	args = append(args, "evalsha", c.script.hash, len(c.keys))
	for _, key := range c.keys {
		args = append(args, key)
	}
	c.cmd = redis.NewCmd(ctx, append(args, c.args...)...)
	if c.once {
		return onceCmd{c.cmd}
	}
	return c.cmd
}

// onceCmd is a command that go-redis does not repeat when the answer is lost.
type onceCmd struct{ *redis.Cmd }

// NoRetry is asked by go-redis.
func (onceCmd) NoRetry() bool { return true }

// run sends calls in one pipeline and returns the first error among them. A
// server that lost its scripts (a restart, a failover) did not run them, so it
// gets them all and is asked once more.
func (s *Store) run(ctx context.Context, calls ...*call) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.send(ctx, calls)
	var unknown []*call
	for _, c := range calls {
		if redis.HasErrorPrefix(c.cmd.Err(), "NOSCRIPT") {
			unknown = append(unknown, c)
		}
	}
	if len(unknown) > 0 {
		if err := s.loadScripts(ctx); err != nil {
			return err
		}
		s.send(ctx, unknown)
	}
	for _, c := range calls {
		if err := c.cmd.Err(); err != nil {
			return overdue(ctx, err)
		}
	}
	return nil
}

// send leaves errors in the commands.
func (s *Store) send(ctx context.Context, calls []*call) {
	if len(calls) == 1 {
		_ = s.client.Process(ctx, calls[0].command(ctx))
		return
	}
	pipe := s.client.Pipeline()
	for _, c := range calls {
		_ = pipe.Process(ctx, c.command(ctx))
	}
	_, _ = pipe.Exec(ctx)
}

// overdue adds the context's own error, which go-redis hides behind that of
// the socket.
func overdue(ctx context.Context, err error) error {
	if cause := ctx.Err(); cause != nil {
		return fmt.Errorf("%w: %w", cause, err)
	}
	return err
}

func (s *Store) loadScripts(ctx context.Context) error {
	return eachMaster(ctx, s.client, func(master *redis.Client) error {
		pipe := master.Pipeline()
		for _, one := range s.scripts.all() {
			pipe.ScriptLoad(ctx, one.source)
		}
		_, err := pipe.Exec(ctx)
		return err
	})
}

func (s scripts) all() []script {
	return []script{
		s.load, s.commit, s.records, s.claim, s.erase,
		s.enlist, s.name, s.resolve, s.unname, s.lease, s.header, s.rewrap, s.budget,
	}
}
