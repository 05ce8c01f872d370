// The shares of a week add up while they are typed; the server checks the sum all the same.
for (const week of document.querySelectorAll("[data-shares]")) {
  const shares = [...week.querySelectorAll("[data-share]")];
  const sum = week.querySelector("[data-sum]");
  const add = () => {
    const total = shares.reduce((so_far, share) => so_far + (Number(share.value) || 0), 0);
    sum.value = `${total} %`;
    sum.parentElement.dataset.right = total === 100 ? "yes" : "no";
  };
  week.addEventListener("input", add);
  sum.parentElement.classList.add("live");
  add();
}
