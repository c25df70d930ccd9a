package telegram_test

import (
	"errors"
	"fmt"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/telegram"
	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

// inBubble connects an adapter to a server without a socket.
func inBubble(t *testing.T, test func(*testing.T, *telegramtest.Server, *telegram.Telegram)) {
	synctest.Test(t, func(t *testing.T) {
		f := telegramtest.New()
		a, err := telegram.New(telegram.Options{Token: token, Transport: f.Transport()})
		if err != nil {
			t.Fatal(err)
		}
		test(t, f, a)
	})
}

func sendTo(t *testing.T, a *telegram.Telegram, chat int) *bot.SendError {
	_, err := a.Send(t.Context(), bot.Outgoing{Chat: bot.ChatID(strconv.Itoa(chat)), Message: say("hello")})
	var se *bot.SendError
	if err != nil && !errors.As(err, &se) {
		t.Fatalf("Send fails with %v", err)
	}
	return se
}

// One chat that is told to wait is not asked about again before its time, and
// holds up nobody else.
func TestOneChatIsToldToWait(t *testing.T) {
	inBubble(t, func(t *testing.T, f *telegramtest.Server, a *telegram.Telegram) {
		f.Write(78, "hello") // their chat is open from then on
		f.Fail("sendMessage", telegramtest.Refusal(429, "Too Many Requests: retry after 9", 9))
		if se := sendTo(t, a, 77); se == nil || se.Class != bot.SendWait || se.All || se.Wait != 9*time.Second {
			t.Errorf("told to wait: %+v", se)
		}
		time.Sleep(4 * time.Second)
		before := f.Calls("sendMessage")
		if se := sendTo(t, a, 77); se == nil || se.Class != bot.SendWait || se.All || se.Wait != 5*time.Second || se.Invalid || f.Calls("sendMessage") != before {
			t.Errorf("before its time: %+v, %d calls", se, f.Calls("sendMessage")-before)
		}
		if se := sendTo(t, a, 78); se != nil {
			t.Errorf("another chat: %+v", se)
		}
		time.Sleep(5 * time.Second)
		if se := sendTo(t, a, 77); se != nil {
			t.Errorf("after its time: %+v", se)
		}
	})
}

// Several chats that are told to wait at the same moment mean everybody.
func TestAllAreToldToWait(t *testing.T) {
	for _, c := range []struct {
		chats []int
		pause time.Duration
		want  string
	}{
		{[]int{77, 78, 79, 80}, 0, "[false false true true]"},
		{[]int{77, 78, 77, 78}, 1100 * time.Millisecond, "[false false false false]"},
		{[]int{77, 78, 79}, 1100 * time.Millisecond, "[false false false]"},
	} {
		inBubble(t, func(t *testing.T, f *telegramtest.Server, a *telegram.Telegram) {
			var all []bool
			for _, chat := range c.chats {
				f.Write(int64(chat), "hello")
				f.Fail("sendMessage", telegramtest.Refusal(429, "Too Many Requests: retry after 1", 1))
				all = append(all, sendTo(t, a, chat).All)
				time.Sleep(c.pause)
			}
			if got := fmt.Sprint(all); got != c.want {
				t.Errorf("%v with pauses of %v: %s, want %s", c.chats, c.pause, got, c.want)
			}
		})
	}
}
