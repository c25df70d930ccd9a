package redisstore

import (
	"context"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"
)

// Kept says how much of what was confirmed a crash of the server leaves. More
// is higher.
type Kept int

// What may be kept, from nothing to everything.
const (
	KeptNothing   Kept = iota + 1 // neither append-only file nor snapshots
	KeptUnknown                   // the server does not say
	KeptSnapshots                 // what the last snapshot holds
	KeptSystem                    // an append-only file, synced when the system likes
	KeptSecond                    // all but about the last second
	KeptAlways                    // everything
)

// Persistence is what the servers say about keeping data. Of several servers
// it is the worst.
type Persistence struct {
	Kept   Kept
	Evicts bool   // documents may be deleted when memory is short
	Policy string // maxmemory-policy, if Evicts
}

// String says in one sentence what could be lost.
func (p Persistence) String() string {
	text := map[Kept]string{
		KeptNothing:   "Redis keeps nothing on disk: a restart loses everything",
		KeptUnknown:   "Redis does not say whether it keeps anything on disk (CONFIG is forbidden): ask whoever runs it",
		KeptSnapshots: "Redis keeps snapshots only: a crash loses everything since the last one, often minutes",
		KeptSystem:    "Redis keeps an append-only file but never syncs it: a power cut may lose the last half minute",
		KeptSecond:    "Redis syncs its append-only file every second: a crash may lose about the last second",
		KeptAlways:    "Redis syncs every change to disk: a crash loses nothing that was confirmed",
	}[p.Kept]
	if p.Evicts {
		text += fmt.Sprintf("; and it may delete documents when memory is short (maxmemory-policy %s)", p.Policy)
	}
	return text
}

// Persistence asks the servers how they keep data.
func (s *Store) Persistence(ctx context.Context) (Persistence, error) {
	p, err := persistence(ctx, s.client)
	if err != nil {
		return Persistence{}, fmt.Errorf("ask how data is kept: %w", overdue(ctx, err))
	}
	return p, nil
}

func persistence(ctx context.Context, client redis.UniversalClient) (Persistence, error) {
	worst := Persistence{Kept: KeptAlways}
	err := eachMaster(ctx, client, func(master *redis.Client) error {
		settings, err := readSettings(ctx, master)
		p := settings.persistence()
		worst.Kept = min(worst.Kept, p.Kept)
		if p.Evicts {
			worst.Evicts, worst.Policy = true, p.Policy
		}
		return err
	})
	return worst, err
}

// checkSafe is what strict mode asks for.
func (s *Store) checkSafe(ctx context.Context) error {
	p, err := persistence(ctx, s.client)
	if err == nil && (p.Kept == KeptNothing || p.Evicts) {
		return &UnsafeError{p}
	}
	return err
}

// settings are the parts of a server's configuration that decide what it
// keeps. An empty string means that it does not say.
type settings map[string]string

// readSettings asks CONFIG and, where that is forbidden, what INFO tells.
func readSettings(ctx context.Context, client *redis.Client) (settings, error) {
	s := settings{}
	for _, of := range []string{"persistence", "memory"} {
		info, err := readInfo(ctx, client, of)
		if err != nil && !isForbidden(err) {
			return nil, err
		}
		for to, from := range map[string]string{"maxmemory": "maxmemory", "maxmemory-policy": "maxmemory_policy"} {
			if value, told := info[from]; told {
				s[to] = value
			}
		}
		if on, told := info["aof_enabled"]; told {
			s["appendonly"] = map[string]string{"1": "yes", "0": "no"}[on]
		}
	}
	for _, name := range []string{"appendonly", "appendfsync", "no-appendfsync-on-rewrite", "save", "maxmemory", "maxmemory-policy"} {
		values, err := client.ConfigGet(ctx, name).Result()
		if isForbidden(err) {
			return s, nil
		}
		if err != nil {
			return nil, err
		}
		for name, value := range values {
			s[name] = value
		}
		if _, told := values["save"]; told {
			s["save"] = "told " + values["save"] // no snapshots is an empty value
		}
	}
	return s, nil
}

// isForbidden says whether the user may not ask, or the service took the
// command away.
func isForbidden(err error) bool {
	return redis.HasErrorPrefix(err, "NOPERM") || err != nil && strings.Contains(err.Error(), "unknown command")
}

func (s settings) persistence() Persistence {
	p := Persistence{Kept: s.kept(), Policy: s["maxmemory-policy"]}
	p.Evicts = p.Policy != "" && p.Policy != "noeviction" && s["maxmemory"] != "0"
	return p
}

func (s settings) kept() Kept {
	switch {
	case s["appendonly"] == "yes" && s["appendfsync"] == "always" && s["no-appendfsync-on-rewrite"] == "yes":
		return KeptSystem // nothing is synced while the file is rewritten
	case s["appendonly"] == "yes" && s["appendfsync"] == "always":
		return KeptAlways
	case s["appendonly"] == "yes" && s["appendfsync"] == "everysec":
		return KeptSecond
	case s["appendonly"] == "yes" && s["appendfsync"] == "no":
		return KeptSystem
	case s["appendonly"] != "no", s["save"] == "":
		return KeptUnknown
	case s["save"] == "told ":
		return KeptNothing
	}
	return KeptSnapshots
}
