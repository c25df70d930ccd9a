package main

import (
	"fmt"
	"strconv"
	"time"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

// The whole days that --retention may be. A shorter time would erase people in
// an ordinary gap; the other end is where a time.Duration ends.
const (
	leastRetention = 30
	mostRetention  = 36500
)

// idle returns how long somebody may say nothing, with zero for what the bot
// has by itself, and a sentence about what cannot be used.
func (c config) idle() (long time.Duration, problem string) {
	if c.Retention == "" {
		return 0, ""
	}
	days, err := strconv.Atoi(c.Retention)
	if err != nil || days < leastRetention || days > mostRetention {
		return 0, fmt.Sprintf("--retention (UNKNOT_RETENTION) is %q: write whole days from %d to %d, such as 365. It cannot be switched off.", c.Retention, leastRetention, mostRetention)
	}
	return time.Duration(days) * 24 * time.Hour, ""
}

// decider returns what decides, as the settings have it. They are checked.
func (c config) decider(library *routines.Library) bot.Decider {
	idle, _ := c.idle()
	return bot.Decider{Library: library, Zones: &scheduler.Zones{}, Reader: bot.NewReader(), Idle: idle}
}
