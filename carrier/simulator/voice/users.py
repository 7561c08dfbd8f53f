"""Surface A for app users: the people whose browsers can ring."""

from carrier.simulator.fields import Fields
from carrier.simulator.problems import Problem, not_found, unauthorised
from carrier.simulator.signing import authenticate
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.policies import AppUser
from carrier.simulator.web import Request, Response, Router, answer
from carrier.simulator.world import Application

_KEPT = ("image_url", "channels", "properties")


class UsersApi:
    """Answers requests about app users."""

    def __init__(self, simulator: Simulator, router: Router) -> None:
        self._simulator = simulator
        router.add("GET", "/v1/users", self._list)
        router.add("POST", "/v1/users", self._create)
        router.add("GET", "/v1/users/{id}", self._show)
        router.add("PATCH", "/v1/users/{id}", self._change)
        router.add("DELETE", "/v1/users/{id}", self._delete)

    def _application(self, request: Request) -> Application:
        _, application = authenticate(
            self._simulator.world, request.headers.get("authorization", ""), prefix=request.prefix
        )
        if application is None:
            raise unauthorised()
        return application

    def _user(self, request: Request) -> AppUser:
        application = self._application(request)
        for user in self._simulator.world.users.values():
            if user.id == request.parts["id"] and user.application == application.id:
                return user
        raise not_found("user")

    def _list(self, request: Request) -> Response:
        application = self._application(request)
        wanted = request.query.get("name")
        rows = [
            _shown(user)
            for user in self._simulator.world.users.values()
            if user.application == application.id and wanted in (None, user.name)
        ]
        return answer(
            {"page_size": len(rows), "_embedded": {"users": rows}, "_links": {"self": {"href": "/v1/users"}}}
        )

    def _create(self, request: Request) -> Response:
        application, fields = self._application(request), request.fields()
        calls, world = self._simulator.calls, self._simulator.world
        name = fields.text("name", "") or f"NAM-{world.new_id('name')}"
        known = world.users.get(name)
        if known is not None and known.application:
            raise Problem(409, "Conflict", "The user name is taken.", fragment="user:error:duplicate-name")
        user = calls.add_user(name)
        user.is_online = (
            known is not None and known.is_online
        )  # a session is opened by a browser, not by this
        user.account, user.application = application.account, application.id
        _take(user, fields)
        self._simulator.touch()
        return answer(_shown(user), 201)

    def _show(self, request: Request) -> Response:
        return answer(_shown(self._user(request)))

    def _change(self, request: Request) -> Response:
        user, fields = self._user(request), request.fields()
        name = fields.text("name", user.name)
        if name != user.name:
            users = self._simulator.world.users
            if name in users:
                raise Problem(
                    409, "Conflict", "The user name is taken.", fragment="user:error:duplicate-name"
                )
            del users[user.name]
            user.name = name
            users[name] = user
        _take(user, fields)
        self._simulator.touch()
        return answer(_shown(user))

    def _delete(self, request: Request) -> Response:
        del self._simulator.world.users[self._user(request).name]
        self._simulator.touch()
        return Response(204)


def _take(user: AppUser, fields: Fields) -> None:
    user.display_name = fields.text("display_name", user.display_name)
    user.properties |= {name: fields.raw(name) for name in _KEPT if name in fields}


def _shown(user: AppUser) -> dict[str, object]:
    link = {"self": {"href": f"/v1/users/{user.id}"}}
    return {
        "id": user.id,
        "name": user.name,
        "display_name": user.display_name,
        **user.properties,
        "_links": link,
    }
