package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/seal"
	"unknot/scheduler"
)

// doctorCommand is `unknot doctor`.
type doctorCommand struct{}

// finding is what the doctor saw of one thing.
type finding struct {
	what string
	said string
	do   string // what to do about it; empty: nothing
}

// Run looks at everything that a running bot needs, and says what to do. It
// changes nothing.
func (*doctorCommand) Run(ctx context.Context, p process, c config) error {
	findings := []finding{lookAtRoutines(c), lookAtZones(time.Now())}
	findings = append(findings, lookAtPlatforms(ctx, p, c)...)
	findings = append(findings, lookAtStore(ctx, p, c)...)
	todo := 0
	for _, f := range findings {
		mark := "ok"
		if f.do != "" {
			mark = "!!"
			todo++
		}
		fmt.Fprintf(p.stdout, "%s  %-9s  %s\n", mark, f.what, f.said)
		if f.do != "" {
			fmt.Fprintf(p.stdout, "               %s\n", f.do)
		}
	}
	if todo > 0 {
		return fmt.Errorf("marked with two signs: %d thing(s) to do", todo)
	}
	return nil
}

func lookAtRoutines(c config) finding {
	library, err := loadLibrary(c)
	if err != nil {
		return finding{"routines", "they cannot be read", "run unknot routines lint: it names file and line"}
	}
	return finding{what: "routines", said: fmt.Sprintf("%d, with %d exercises", len(library.Routines()), len(library.Exercises()))}
}

// lookAtZones loads a zone whose clock changes, and one that is far away.
func lookAtZones(now time.Time) finding {
	zones := &scheduler.Zones{}
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"} {
		if _, err := zones.Load(name); err != nil {
			return finding{"zones", name + " is not known", "this build lacks its time zones: take another one"}
		}
	}
	if now.Year() < 2026 {
		return finding{"clock", fmt.Sprintf("it says %s", now.Format(time.RFC3339)), "set the clock of this machine"}
	}
	return finding{what: "clock", said: now.UTC().Format(time.RFC3339) + ", and the zones are there"}
}

// lookAtStore opens the store, asks what it keeps, and compares clocks.
func lookAtStore(ctx context.Context, p process, c config) []finding {
	if c.exists() != nil {
		return []finding{{what: "store", said: "nothing is kept yet in " + c.Data}}
	}
	store, err := openBelow(ctx, c, newLog(c, p.stderr), looking)
	if errors.Is(err, redisstore.ErrEmpty) {
		return []finding{{what: "store", said: "nothing is kept yet in this Redis database"}}
	}
	if err != nil {
		return []finding{{"store", "it cannot be opened", err.Error()}}
	}
	defer func() { _ = store.below.Close() }()
	if err := store.refuseHalf(ctx); err != nil {
		return []finding{{"store", "it cannot be used", err.Error()}}
	}
	findings := []finding{
		{what: "store", said: store.kind + ": " + store.kept, do: store.advice},
		lookAtKey(ctx, store.below, store.ring),
	}
	if !c.Redis.isSet() {
		findings = append(findings, lookAtModes(c.Data))
	}
	return append(findings, lookAtClock(ctx, store.below, time.Now()))
}

// lookAtKey compares UNKNOT_KEY with the keys in use, and writes nothing.
func lookAtKey(ctx context.Context, below bot.Store, ring seal.Ring) finding {
	standing, inUse, err := seal.Look(ctx, below, ring)
	if err != nil {
		return finding{"key", "it cannot be tried", err.Error()}
	}
	if ring.Current().IsZero() {
		return lookWithoutKey(standing)
	}
	first := ring.Current().ID()
	switch standing {
	case seal.Fits:
		return finding{what: "key", said: fmt.Sprintf("the right one: sealed with %s", first)}
	case seal.Empty:
		return finding{what: "key", said: fmt.Sprintf("%s, and nothing is sealed with it yet", first)}
	case seal.Aside:
		return finding{"key", fmt.Sprintf("%s is first in UNKNOT_KEY and not in use: in use is %s", first, inUse),
			"if it is the new key, start the bot and call rotate-key; if it is a retired one, take it out of UNKNOT_KEY"}
	case seal.Unsealed:
		return finding{"key", "it is set, and what is kept was never sealed", seal.ErrUnsealed.Error()}
	default:
		return finding{"key", fmt.Sprintf("the wrong one: in use is %s, and UNKNOT_KEY holds %s", inUse, ring.IDs()),
			"put the key in use into UNKNOT_KEY, and the new one before it if you are exchanging them"}
	}
}

func lookWithoutKey(standing seal.Standing) finding {
	if standing == seal.Missing {
		return finding{"key", "UNKNOT_KEY is not set, and this store is sealed", "set the key it was sealed with"}
	}
	return finding{what: "key", said: "none: what is kept can be read by whoever reads the disk"}
}

// lookAtModes looks whether other users of this machine may read what is kept.
// Windows has no such modes.
func lookAtModes(data string) finding {
	for _, path := range []string{data, dataFile(data)} {
		info, err := os.Stat(path)
		if err != nil {
			return finding{"modes", "they cannot be read", err.Error()}
		}
		if others := info.Mode().Perm() & 0o077; others != 0 && runtime.GOOS != "windows" {
			return finding{"modes", fmt.Sprintf("other users may open %s (%04o)", path, info.Mode().Perm()), "chmod go= " + path}
		}
	}
	return finding{what: "modes", said: "nobody else on this machine may open it"}
}

// mostDrift is how far the clocks of this machine and of the store may be
// apart.
const mostDrift = 5 * time.Second

func lookAtClock(ctx context.Context, store bot.Store, now time.Time) finding {
	claimed, err := store.Claim(ctx, bot.Bulk, 0, time.Second)
	if err != nil {
		return finding{"drift", "the store does not answer", "is it running?"}
	}
	if drift := claimed.Now.Sub(now); drift > mostDrift || drift < -mostDrift {
		return finding{"drift", fmt.Sprintf("the store's clock is %v ahead", drift.Round(time.Second)), "let both machines take their time from the network"}
	}
	return finding{what: "drift", said: "the store's clock agrees"}
}

// migrateCommand is `unknot migrate`.
type migrateCommand struct{}

// Run brings a store of an older layout to that of this version. There is only
// one so far: opening checks it, and says so of anything else.
func (*migrateCommand) Run(ctx context.Context, p process, c config) (err error) {
	if err := c.exists(); err != nil {
		return err
	}
	store, err := openStorage(ctx, c, newLog(c, p.stderr), alone)
	if err != nil {
		return err
	}
	defer func() { err = joined(err, store.Close()) }()
	fmt.Fprintf(p.stdout, "The %s store is of this version's layout: there is nothing to do.\n", store.kind)
	return nil
}

// joined adds an error of closing to that of the work.
func joined(err, closing error) error { return errors.Join(err, closing) }
