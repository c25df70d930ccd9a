package main

import (
	"strings"
	"testing"
	"time"
)

func TestRetentionIsWholeDays(t *testing.T) {
	for days, want := range map[string]time.Duration{"": 0, "30": 30 * 24 * time.Hour, "365": 365 * 24 * time.Hour} {
		c, err := settings(t, []string{"HOME=/home/jo", "UNKNOT_RETENTION=" + days}, "chat")
		if err != nil {
			t.Fatal(err)
		}
		if got := c.decider(nil).Idle; got != want {
			t.Errorf("%q days are %v, want %v", days, got, want)
		}
	}
	for _, days := range []string{"0", "29", "-1", "1y", "36501"} {
		_, err := settings(t, []string{"HOME=/home/jo"}, "chat", "--retention="+days)
		if err == nil || !strings.Contains(err.Error(), "--retention (UNKNOT_RETENTION) is \""+days+"\": write whole days from 30 to 36500, such as 365. It cannot be switched off.") {
			t.Errorf("%q days: %v", days, err)
		}
	}
}
