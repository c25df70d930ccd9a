package main

import (
	"context"
	"errors"
	"time"

	"unknot/bot"
)

// knock is how long a platform may take to say whether it knows the bot.
const knock = 10 * time.Second

// lookAtPlatforms asks every platform that is set up whether it lets the bot
// in.
func lookAtPlatforms(ctx context.Context, p process, c config) []finding {
	chosen := setUp(p.platforms, c)
	if len(chosen) == 0 {
		return []finding{{"platforms", "none is set up", "set the token of one; unknot chat needs none"}}
	}
	var findings []finding
	for _, one := range chosen {
		findings = append(findings, lookAtPlatform(ctx, one, c))
	}
	return findings
}

func lookAtPlatform(ctx context.Context, one platform, c config) finding {
	if one.known == nil {
		return finding{what: one.name, said: "it is set up"}
	}
	ctx, cancel := context.WithTimeout(ctx, knock)
	defer cancel()
	name, err := one.known(ctx, c)
	switch {
	case errors.Is(err, bot.ErrRefused):
		return finding{one.name, "it does not let the bot in", err.Error()}
	case err != nil:
		return finding{one.name, "it cannot be asked", err.Error()}
	}
	return finding{what: one.name, said: "it knows the bot as " + name}
}
